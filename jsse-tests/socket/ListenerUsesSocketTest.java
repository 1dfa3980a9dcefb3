/*
 * @test
 * @summary a completion listener may read, write, shake hands again and close the socket
 * @library /lib
 * @run main ListenerUsesSocketTest
 */
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class ListenerUsesSocketTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.of(version)) {
                CompletableFuture<Integer> read = new CompletableFuture<>();
                pair.client.addHandshakeCompletedListener(event -> {
                    try {
                        event.getSocket().startHandshake();
                    } catch (java.io.IOException refused) {
                        Expect.equal("TLSv1.2", version, "only TLS 1.2 refuses it");
                    }
                    try {
                        pair.client.getOutputStream().write(1);
                        read.complete(pair.client.getInputStream().read());
                        pair.client.close();
                    } catch (Exception e) {
                        read.completeExceptionally(e);
                    }
                });
                pair.handshake();
                Expect.equal(1, pair.server.getInputStream().read(), "what the listener wrote");
                pair.server.getOutputStream().write(2);
                Expect.equal(2, read.get(30, TimeUnit.SECONDS), "what the listener read");
                Expect.equal(-1, pair.server.getInputStream().read(), "the listener has closed the socket");
            }
        }
    }
}
