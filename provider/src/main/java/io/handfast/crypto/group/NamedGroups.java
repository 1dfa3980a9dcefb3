package io.handfast.crypto.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The registry of named groups, in order of preference (RFC 8446 §4.2.7). */
public final class NamedGroups {
    private static final List<NamedGroup> ALL = List.of();

    private NamedGroups() {}

    /** All groups, most preferred first. */
    public static List<NamedGroup> all() {
        return ALL;
    }

    public static Optional<NamedGroup> byCodePoint(int codePoint) {
        return ALL.stream().filter(group -> group.codePoint() == codePoint).findFirst();
    }

    /** Looks a group up by its registry name, in any case. */
    public static Optional<NamedGroup> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(group -> group.ianaName().equals(wanted)).findFirst();
    }
}
