package io.handfast.handshake.server.tls13;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.extension.PreSharedKey;
import io.handfast.handshake.ExternalKey;
import io.handfast.handshake.server.choice.SuiteChoice;
import io.handfast.message.ClientHello;
import io.handfast.suite.CipherSuite13;
import java.util.List;
import java.util.Optional;

/** The suite of a server that may have agreed on a key with the client outside of TLS (RFC 8446 §4.1.1, §4.2.11). */
final class SuiteForKeys {
    private SuiteForKeys() {}

    /** Our first in common; but if a key that is used as it is goes with others alone, the first of those. */
    static CipherSuite13 choose(TlsConfig config, ClientHello hello) {
        List<CipherSuite13> common = SuiteChoice.candidates13(config, hello);
        CipherSuite13 first = common.get(0);
        Optional<PreSharedKey.Offered> offered = hello.extensions().find(PreSharedKey.Offered.class);
        if (offered.isEmpty() || !takesKeys(config, hello) || sameHash(common)) {
            return first;
        }
        Optional<CipherSuite13> other = Optional.empty();
        int count =
                Math.min(AcceptedKey.MOST_IDENTITIES, offered.get().identities().size());
        for (int i = 0; i < count; i++) {
            // RFC 8446 §4.2.11: key and suite must be compatible
            Optional<HashAlgorithm> hash =
                    ExternalKey.hashOf(config, offered.get().identities().get(i).identity());
            if (hash.isPresent() && hash.get() == first.hash()) {
                return first;
            }
            if (hash.isPresent() && other.isEmpty()) {
                other = common.stream()
                        .filter(suite -> suite.hash() == hash.get())
                        .findFirst();
            }
        }
        return other.orElse(first);
    }

    private static boolean takesKeys(TlsConfig config, ClientHello hello) {
        return config.clientAuthentication() != ClientAuthentication.REQUIRED
                && (Resumption.allowsKeyExchange(hello) || config.options().keysAlone());
    }

    private static boolean sameHash(List<CipherSuite13> suites) {
        return suites.stream().map(CipherSuite13::hash).distinct().count() == 1;
    }
}
