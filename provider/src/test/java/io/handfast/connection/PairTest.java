package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.ProtocolVersion;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void version(ProtocolVersion version) {
        Ports server = new Ports(CA.root(), CA.localhost(KeyKind.EC_P256));
        Ports client = new Ports(CA.root());
        Pair pair = new Pair(
                        client.config().versions(List.of(version)).build(),
                        server.config().build())
                .handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
        assertEquals(version, pair.client.facts().version().orElseThrow());
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
    }
}
