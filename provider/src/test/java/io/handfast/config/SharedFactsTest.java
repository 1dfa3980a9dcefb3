package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Connections that settle the same hold the same objects, and each what it has settled itself (RFC 8446 §2). */
class SharedFactsTest {
    private static HandshakeFacts facts(ProtocolVersion version, String suite, String host, int... schemes) {
        CipherSuite chosen = CipherSuites.byName(suite).orElseThrow();
        return HandshakeFacts.nothing()
                .with()
                .version(version)
                .cipherSuite(chosen)
                .serverName(Optional.of(host))
                .peerSignatureAlgorithms(CodePoints.of(schemes))
                .build();
    }

    @Test
    void whatIsTheSameIsShared() {
        HandshakeFacts one = facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.example", 0x0403, 0x0804);
        HandshakeFacts two =
                facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.".concat("example"), 0x0403, 0x0804);
        assertSame(one.version(), two.version());
        assertSame(one.cipherSuite(), two.cipherSuite());
        assertSame(one.serverName(), two.serverName());
        assertSame(one.peerSignatureAlgorithms(), two.peerSignatureAlgorithms());
    }

    @Test
    void whatDiffersIsNot() {
        HandshakeFacts one = facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.example", 0x0403, 0x0804);
        HandshakeFacts two = facts(ProtocolVersion.TLS12, "TLS_AES_256_GCM_SHA384", "b.example", 0x0804, 0x0403);
        assertEquals(Optional.of(ProtocolVersion.TLS13), one.version());
        assertEquals(Optional.of(ProtocolVersion.TLS12), two.version());
        assertEquals("TLS_AES_256_GCM_SHA384", two.cipherSuite().orElseThrow().ianaName());
        assertEquals(Optional.of("b.example"), two.serverName());
        assertEquals(0x0804, two.peerSignatureAlgorithms().at(0));
        assertEquals(0x0403, one.peerSignatureAlgorithms().at(0));
    }

    @Test
    void longListsAreNotHeld() {
        int[] many = IntStream.range(0, 65).toArray();
        HandshakeFacts one = facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.example", many);
        HandshakeFacts two = facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.example", many);
        assertEquals(one.peerSignatureAlgorithms(), two.peerSignatureAlgorithms());
        assertNotSame(one.peerSignatureAlgorithms(), two.peerSignatureAlgorithms());
    }
}
