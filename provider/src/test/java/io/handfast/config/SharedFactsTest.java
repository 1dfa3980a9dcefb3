package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void ofSchemesTheKnownOnesAreKeptEachOnce() {
        HandshakeFacts facts = HandshakeFacts.nothing()
                .with()
                .peerSignatureAlgorithms(CodePoints.of(0x0A0A, 0x0804, 0x0403, 0x0804, 0xFE00))
                .peerSignatureAlgorithmsCert(CodePoints.of(0x0A0A, 0xFE00))
                .build();
        assertEquals(CodePoints.of(0x0804, 0x0403), facts.peerSignatureAlgorithms());
        assertTrue(facts.peerSignatureAlgorithmsCert().isEmpty());
    }

    @Test
    void aLongListIsNotHeld() {
        int[] many = IntStream.concat(IntStream.range(0x1000, 0x8000), IntStream.of(0x0804, 0x0403))
                .toArray();
        HandshakeFacts one = facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.example", many);
        HandshakeFacts two = facts(ProtocolVersion.TLS13, "TLS_AES_128_GCM_SHA256", "a.example", many);
        assertEquals(CodePoints.of(0x0804, 0x0403), one.peerSignatureAlgorithms());
        assertEquals(one.peerSignatureAlgorithms(), two.peerSignatureAlgorithms());
        assertNotSame(one.peerSignatureAlgorithms(), two.peerSignatureAlgorithms());
    }
}
