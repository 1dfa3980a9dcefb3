package io.handfast.jsse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of names as programs give them (SSLParameters of JDK 20, {@code setNamedGroups}). */
public final class NameLists {
    private NameLists() {}

    /**
     * The names as a list; null stays null.
     *
     * @param what they name, for the complaint
     * @throws IllegalArgumentException if a name is null, blank or there twice
     */
    public static @Nullable List<String> of(String @Nullable [] names, String what) {
        if (names == null) {
            return null;
        }
        if (names.length == 1 && names[0] != null && !names[0].isBlank()) {
            return List.of(names[0]);
        }
        Set<String> seen = new HashSet<>();
        for (@Nullable String name : names) {
            if (name == null || name.isBlank() || !seen.add(name)) {
                throw new IllegalArgumentException("a blank or repeated " + what + ": \"" + name + "\"");
            }
        }
        return List.of(names);
    }
}
