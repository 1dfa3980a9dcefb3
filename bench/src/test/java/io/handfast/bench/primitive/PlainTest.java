package io.handfast.bench.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.AeadAlgorithm;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What moves over plain sockets arrives, and what is wrong with it shows. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PlainTest {
    private static final int SIZE = 1000;

    @Test
    void theServerAnswersEachConnectionAndEndsIt() throws Exception {
        try (PlainServer server =
                new PlainServer(socket -> socket.getOutputStream().write(new byte[] {1, 2, 3}))) {
            for (int i = 0; i < 3; i++) {
                try (Socket socket = server.connect()) {
                    assertTrue(socket.getTcpNoDelay());
                    assertArrayEquals(
                            new byte[] {1, 2, 3}, socket.getInputStream().readAllBytes());
                }
            }
        }
    }

    @Test
    void connectionsFollowEachOther() throws IOException {
        try (PlainConnection connection = new PlainConnection()) {
            assertTrue(connection.run() > 0);
            assertTrue(connection.run() > 0);
        }
    }

    @Test
    void recordsAreOpenedInTheOrderInWhichTheyWereSealed() throws Exception {
        PlainTransfer transfer = transfer();
        try (transfer) {
            for (int i = 0; i < 50; i++) {
                assertEquals(SIZE + 1 + 16, transfer.run());
            }
        }
        assertEquals(50, transfer.opened().get(30, TimeUnit.SECONDS));
    }

    private static PlainTransfer transfer() throws IOException {
        return new PlainTransfer(Jca.of(Jca.Source.AUTO), AeadAlgorithm.AES_128_GCM, Secret.zeros(16), SIZE);
    }
}
