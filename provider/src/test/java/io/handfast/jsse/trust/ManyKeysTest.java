package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One certificate among thousands is found without looking at all the others; counted, not timed. */
class ManyKeysTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity STRANGER =
            CA.leaf(KeyKind.EC_P256).dns("stranger.example").issue();
    private static final Identity EXACT =
            CA.leaf(KeyKind.EC_P256).dns("www.many.example").issue();
    private static final Identity WILDCARD =
            CA.leaf(KeyKind.EC_P256).dns("*.many.example").issue();
    private static final Identity ADDRESS =
            CA.leaf(KeyKind.EC_P256).dns("address.example").ip("192.0.2.1").issue();

    private static KeyIndex index(int strangers) throws Exception {
        List<StoredKey> keys = new ArrayList<>();
        for (int i = 0; i < strangers; i++) {
            keys.add(StoredKey.of("stranger" + i, STRANGER.privateKey(), STRANGER.chain()));
        }
        for (Identity each : List.of(WILDCARD, EXACT, ADDRESS)) {
            keys.add(StoredKey.of("last" + keys.size(), each.privateKey(), each.chain()));
        }
        return KeyIndex.of(keys, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "1, www.many.example, TLSv1.3",
        "5000, www.many.example, TLSv1.3",
        "5000, www.many.example, TLSv1.2",
        "5000, other.many.example, TLSv1.3",
        "5000, other.many.example, TLSv1.2",
        "5000, unknown.test, TLSv1.3",
        "5000, unknown.test, TLSv1.2",
    })
    void fewKeysAreLookedAt(int strangers, String host, String protocol) throws Exception {
        Counted looks = new Counted();
        EngineHandshake handshake = EngineHandshake.between(
                        new HandfastProvider(),
                        Managers.trusting(CA.trustStore()),
                        null,
                        new IndexedKeyManager(index(strangers)),
                        host)
                .protocol(protocol);
        SSLParameters parameters = handshake.server().getSSLParameters();
        parameters.setAlgorithmConstraints(looks);
        handshake.server().setSSLParameters(parameters);
        handshake.run();
        Identity expected =
                host.equals("www.many.example") ? EXACT : host.endsWith(".many.example") ? WILDCARD : STRANGER;
        assertEquals(expected.certificate(), handshake.client().getSession().getPeerCertificates()[0]);
        assertTrue(looks.keys < 20, () -> looks.keys + " keys were looked at");
    }

    /** Constraints that allow everything and count the keys that they are asked about. */
    private static final class Counted implements AlgorithmConstraints {
        private int keys;

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            keys++;
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            keys++;
            return true;
        }
    }
}
