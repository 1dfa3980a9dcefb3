package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.handfast.config.TlsConfig;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every suite of TLS 1.2 between our own client and our own server. */
class SuitesTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);
    private static final Identity RSA = CA.localhost(KeyKind.RSA);

    static Stream<CipherSuite12> suites() {
        return CipherSuites.all().stream()
                .filter(CipherSuite12.class::isInstance)
                .map(CipherSuite12.class::cast);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void carriesDataBothWays(CipherSuite suite) {
        Pair pair = new Pair(client(suite), server(suite)).handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertEquals(suite, pair.client.facts().cipherSuite().orElseThrow());
        byte[] content = new byte[40_000];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
    }

    private static TlsConfig client(CipherSuite suite) {
        return new Ports(CA.root())
                .config()
                .versions(List.of(ProtocolVersion.TLS12))
                .cipherSuites(List.of(suite))
                .build();
    }

    private static TlsConfig server(CipherSuite suite) {
        return new Ports(CA.root(), EC, RSA)
                .config()
                .cipherSuites(List.of(suite))
                .build();
    }
}
