package io.handfast.bench.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.AeadAlgorithm;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

    /** The floor over sockets is made of the same operations as the one in memory. */
    @Test
    void aHandshakeHasTheOperationsOfItsRecipe() throws Exception {
        Jca jca = Jca.of(Jca.Source.AUTO);
        Operations sources = new Operations(jca);
        Map<String, Integer> done = new ConcurrentHashMap<>();
        PlainHandshake handshake = new PlainHandshake(jca, name -> {
            Operation operation = sources.ready(name).orElseThrow();
            return () -> {
                done.merge(name, 1, Integer::sum);
                return operation.run();
            };
        });
        int connections = 3;
        try (handshake) {
            for (int i = 0; i < connections; i++) {
                handshake.run();
            }
        }
        Map<String, Integer> counted = Recipe.TLS13_ECDSA.steps().stream()
                .filter(step -> !step.operation().startsWith("x25519"))
                .collect(Collectors.toMap(Recipe.Step::operation, step -> connections * step.times(), Integer::sum));
        assertEquals(counted, done);
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
