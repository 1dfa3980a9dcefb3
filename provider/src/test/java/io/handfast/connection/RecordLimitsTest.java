package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.ProtocolVersion;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shorter records by agreement, in both versions and directions (RFC 8449). */
class RecordLimitsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);

    /** What the client may send and the server may send, after both asked for so much. */
    @ParameterizedTest
    @CsvSource({
        "TLS12, 16384, 16384, 16384, 16384",
        "TLS13, 16384, 16384, 16384, 16384",
        "TLS12, 1000, 16384, 1000, 1000",
        "TLS13, 1000, 16384, 1000, 1000",
        "TLS12, 1024, 512, 512, 512",
        "TLS13, 1024, 512, 512, 512",
        "TLS12, 64, 4096, 64, 64",
        "TLS13, 64, 4096, 64, 64",
        // A server cannot ask a client that does not speak of it, but keeps its own records short.
        "TLS12, 16384, 512, 16384, 512",
        "TLS13, 16384, 512, 16384, 512"
    })
    void bothKeepToTheLimits(ProtocolVersion version, int client, int server, int clientSends, int serverSends) {
        Pair pair = new Pair(
                        new Ports(CA.root())
                                .config()
                                .versions(List.of(version))
                                .maxRecordContent(client)
                                .build(),
                        new Ports(CA.root(), EC)
                                .config()
                                .maxRecordContent(server)
                                .build())
                .handshake((fromClient, record, towards) -> {
                    // Header, content type, tag, and in TLS 1.2 the explicit nonce.
                    if (!fromClient && record[0] == 23) {
                        assertTrue(record.length <= serverSends + 5 + 1 + 16);
                    }
                    towards.add(record);
                });
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertEquals(clientSends, pair.client.fragmentLimit());
        assertEquals(serverSends, pair.server.fragmentLimit());
        byte[] content = new byte[20_000];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
        assertThrows(RuntimeException.class, () -> Pair.seal(pair.client, new byte[clientSends + 1]));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 63, 16385, 65536})
    void aLimitIsNeitherTooSmallNorTooLarge(int limit) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ports(CA.root()).config().maxRecordContent(limit));
    }
}
