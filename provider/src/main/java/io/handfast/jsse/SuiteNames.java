package io.handfast.jsse;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.Remembered;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cipher suites by name: IANA's, which are given out, and JSSE's where that is another one
 * (Java Security Standard Algorithm Names).
 */
final class SuiteNames {
    /** Listed among suites by some programs, and none: they signal something (RFC 5746 §3.3, RFC 7507). */
    private static final Set<String> SIGNALS = Set.of("TLS_EMPTY_RENEGOTIATION_INFO_SCSV", "TLS_FALLBACK_SCSV");

    /**
     * Names that lists copied from the JDK have, of suites that we leave to the past: keys or exchanges without a future, and
     * ciphers that no longer protect.
     */
    private static final Pattern GONE =
            Pattern.compile("(SSL|TLS)_(DHE_DSS|DH_anon|ECDH_anon|ECDH_RSA|ECDH_ECDSA|KRB5)(_EXPORT)?_WITH_\\w+"
                    + "|(SSL|TLS)_(RSA|DHE_RSA|ECDHE_RSA|ECDHE_ECDSA)(_EXPORT)?_WITH_(NULL|RC4|DES|DES40|3DES)_\\w+");

    /** Programs set the same few lists again and again; the values of one are names and suites, and nobody's classes. */
    private static final Remembered<List<String>, List<CipherSuite>> READ = new Remembered<>(64);

    private SuiteNames() {}

    /** All that can be enabled: those in the registry that the constraints leave. */
    static List<CipherSuite> supported(AlgorithmRules rules) {
        return CipherSuites.all().stream().filter(rules::permits).toList();
    }

    /**
     * The suites with these names, in their order, each once; suites of the past are passed over, as long as others are there.
     *
     * @throws IllegalArgumentException for null, for a name that we do not know, and if all are of the past
     */
    static List<CipherSuite> parse(String @Nullable [] names) {
        if (names == null) {
            throw new IllegalArgumentException("cipher suites must not be null");
        }
        List<CipherSuite> known = READ.known(Arrays.asList(names));
        if (known != null) {
            return known;
        }
        // A copy, so that what is remembered is what was read, whatever the caller does to the array meanwhile.
        String[] copy = names.clone();
        List<CipherSuite> read = read(copy);
        READ.keep(List.of(copy), read);
        return read;
    }

    private static List<CipherSuite> read(String[] names) {
        List<CipherSuite> suites = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (String name : names) {
            if (name == null || name.isEmpty()) {
                throw new IllegalArgumentException("a cipher suite's name must be neither null nor empty");
            }
            if (SIGNALS.contains(name)) {
                continue;
            }
            Optional<CipherSuite> suite = CipherSuites.byName(name);
            if (suite.isPresent()) {
                if (!suites.contains(suite.get())) {
                    suites.add(suite.get());
                }
            } else if (GONE.matcher(name).matches()) {
                gone.add(name);
            } else {
                throw new IllegalArgumentException("unsupported cipher suite: " + name);
            }
        }
        if (suites.isEmpty() && !gone.isEmpty()) {
            throw new IllegalArgumentException("none of these cipher suites is supported: " + gone);
        }
        return List.copyOf(suites);
    }

    /** A fresh array of names. */
    static String[] names(List<CipherSuite> suites) {
        String[] names = new String[suites.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = suites.get(i).ianaName();
        }
        return names;
    }
}
