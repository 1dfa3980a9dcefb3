package io.handfast.config;

import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object for what many connections have settled alike, because each connection keeps what was settled for as long as it lives
 * (RFC 8446 §2).
 *
 * <p>Holds values of registries, names of servers and lists of schemes, a few of each; nothing of a program's.
 */
final class SharedFacts {
    /** More than there are schemes; who names more shares it with nobody. */
    private static final int MOST_SCHEMES = 64;

    private static final Remembered<String, Optional<String>> SERVER_NAMES = new Remembered<>(256);
    private static final Remembered<CodePoints, CodePoints> SCHEMES = new Remembered<>(256);

    private static volatile Optional<ProtocolVersion> lastVersion = Optional.empty();
    private static volatile Optional<CipherSuite> lastSuite = Optional.empty();
    private static volatile Optional<NamedGroup> lastGroup = Optional.empty();

    private SharedFacts() {}

    static Optional<ProtocolVersion> version(ProtocolVersion value) {
        Optional<ProtocolVersion> shared = shared(lastVersion, value);
        lastVersion = shared;
        return shared;
    }

    static Optional<CipherSuite> suite(CipherSuite value) {
        Optional<CipherSuite> shared = shared(lastSuite, value);
        lastSuite = shared;
        return shared;
    }

    static Optional<NamedGroup> group(NamedGroup value) {
        Optional<NamedGroup> shared = shared(lastGroup, value);
        lastGroup = shared;
        return shared;
    }

    static Optional<String> serverName(Optional<String> name) {
        return name.isPresent() ? SERVER_NAMES.answer(name.get(), any -> name) : name;
    }

    /** The schemes that we know, each once: nobody asks for another, and a peer may name 32,000 of them. */
    static CodePoints schemes(CodePoints schemes) {
        return schemes.size() > MOST_SCHEMES ? known(schemes) : SCHEMES.answer(schemes, SharedFacts::known);
    }

    private static CodePoints known(CodePoints schemes) {
        Set<Integer> known = new LinkedHashSet<>();
        for (int i = 0; i < schemes.size(); i++) {
            if (SignatureSchemes.byCodePoint(schemes.at(i)).isPresent()) {
                known.add(schemes.at(i));
            }
        }
        return known.size() == schemes.size() ? schemes : CodePoints.of(List.copyOf(known), Integer::intValue);
    }

    private static <T> Optional<T> shared(Optional<T> last, T value) {
        return last.isPresent() && last.get().equals(value) ? last : Optional.of(value);
    }
}
