package io.handfast.jsse;

import io.handfast.config.Remembered;
import io.handfast.iana.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Versions by the names that JSSE gives them (Java Security Standard Algorithm Names, "SSLContext"). */
final class ProtocolNames {
    /** Names of versions that programs still list, and that no configuration brings back. */
    private static final Set<String> DROPPED = Set.of("SSLv2Hello", "SSLv3");

    private static final List<ProtocolVersion> SUPPORTED = newestFirst(Set.of(ProtocolVersion.values()));

    /** Programs set the same few lists again and again; these are names and versions, and nobody's classes. */
    private static final Remembered<List<String>, List<ProtocolVersion>> READ = new Remembered<>(64);

    private ProtocolNames() {}

    /**
     * All that can be enabled, newest first. TLS 1.1 and 1.0 are not so by default, and {@code
     * jdk.tls.disabledAlgorithms} has to leave them too.
     */
    static List<ProtocolVersion> supported() {
        return SUPPORTED;
    }

    /**
     * The versions with these names, newest first; the names of those that are gone for good are passed over.
     *
     * @throws IllegalArgumentException for null, and for a name that means nothing
     */
    static List<ProtocolVersion> parse(String @Nullable [] names) {
        if (names == null) {
            throw new IllegalArgumentException("protocols must not be null");
        }
        List<ProtocolVersion> known = READ.known(Arrays.asList(names));
        if (known != null) {
            return known;
        }
        // A copy, so that what is remembered is what was read, whatever the caller does to the array meanwhile.
        String[] copy = names.clone();
        List<ProtocolVersion> read = read(copy);
        READ.keep(List.of(copy), read);
        return read;
    }

    private static List<ProtocolVersion> read(String[] names) {
        Set<ProtocolVersion> wanted = EnumSet.noneOf(ProtocolVersion.class);
        for (String name : names) {
            if (name == null || name.isEmpty()) {
                throw new IllegalArgumentException("a protocol's name must be neither null nor empty");
            }
            Optional<ProtocolVersion> version = ProtocolVersion.named(name);
            if (version.isPresent()) {
                wanted.add(version.get());
            } else if (!DROPPED.contains(name)) {
                throw new IllegalArgumentException("unsupported protocol: " + name);
            }
        }
        return newestFirst(wanted);
    }

    private static List<ProtocolVersion> newestFirst(Set<ProtocolVersion> versions) {
        List<ProtocolVersion> sorted = new ArrayList<>(versions);
        sorted.sort(Comparator.reverseOrder());
        return List.copyOf(sorted);
    }

    /** A fresh array of names. */
    static String[] names(List<ProtocolVersion> versions) {
        String[] names = new String[versions.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = versions.get(i).protocolName();
        }
        return names;
    }
}
