package io.handfast.jsse;

import io.handfast.config.Defaults;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Names of authorities as programs give them (RFC 8446 §4.2.4). */
public final class AuthorityNames {
    private AuthorityNames() {}

    /**
     * The names as a list; null stays null.
     *
     * @throws IllegalArgumentException if a name is null, or all of them take more than {@link Defaults#MAX_AUTHORITY_BYTES}
     */
    public static @Nullable List<X500Principal> of(X500Principal @Nullable [] names) {
        if (names == null) {
            return null;
        }
        int size = 0;
        List<X500Principal> list = new ArrayList<>(names.length);
        for (@Nullable X500Principal name : names) {
            if (name == null) {
                throw new IllegalArgumentException("the name of an authority is null");
            }
            size += 2 + name.getEncoded().length;
            list.add(name);
        }
        if (size > Defaults.MAX_AUTHORITY_BYTES) {
            throw new IllegalArgumentException("the names of the authorities take " + size + " bytes, and "
                    + Defaults.MAX_AUTHORITY_BYTES + " are the most");
        }
        return List.copyOf(list);
    }
}
