package io.handfast.jsse;

import io.handfast.config.AlgorithmRules;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cipher suites by the names that JSSE gives them, which are IANA's (Java Security Standard Algorithm Names). */
final class SuiteNames {
    /** Listed among suites by some programs, and none: they signal something (RFC 5746 §3.3, RFC 7507). */
    private static final Set<String> SIGNALS = Set.of("TLS_EMPTY_RENEGOTIATION_INFO_SCSV", "TLS_FALLBACK_SCSV");

    private SuiteNames() {}

    /** All that can be enabled: those in the registry that the constraints leave. */
    static List<CipherSuite> supported(AlgorithmRules rules) {
        return CipherSuites.all().stream().filter(rules::permits).toList();
    }

    /**
     * The suites with these names, in their order, each once.
     *
     * @throws IllegalArgumentException for null, and for a name that we do not know
     */
    static List<CipherSuite> parse(String @Nullable [] names) {
        if (names == null) {
            throw new IllegalArgumentException("cipher suites must not be null");
        }
        List<CipherSuite> suites = new ArrayList<>();
        for (String name : names) {
            if (name == null || name.isEmpty()) {
                throw new IllegalArgumentException("a cipher suite's name must be neither null nor empty");
            }
            if (SIGNALS.contains(name)) {
                continue;
            }
            CipherSuite suite = CipherSuites.byName(name)
                    .orElseThrow(() -> new IllegalArgumentException("unsupported cipher suite: " + name));
            if (!suites.contains(suite)) {
                suites.add(suite);
            }
        }
        return List.copyOf(suites);
    }

    /** A fresh array of names. */
    static String[] names(List<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::ianaName).toArray(String[]::new);
    }
}
