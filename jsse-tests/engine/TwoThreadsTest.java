/*
 * @test
 * @summary one thread wraps and another unwraps the same engine at the same time, with key updates from both ends
 * @library /lib
 * @run main/timeout=120 TwoThreadsTest
 */
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

public class TwoThreadsTest {
    private static final int LENGTH = 4_000_000;

    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            BlockingQueue<byte[]> toServer = new ArrayBlockingQueue<>(4);
            BlockingQueue<byte[]> toClient = new ArrayBlockingQueue<>(4);
            ExecutorService threads = Executors.newFixedThreadPool(4, action -> {
                Thread thread = new Thread(action);
                thread.setDaemon(true);
                return thread;
            });
            Future<?> clientWriting = threads.submit(() -> write(pair.client.engine, toServer, version));
            Future<?> serverWriting = threads.submit(() -> write(pair.server.engine, toClient, version));
            Future<byte[]> clientReading = threads.submit(() -> read(pair.client.engine, toClient));
            Future<byte[]> serverReading = threads.submit(() -> read(pair.server.engine, toServer));
            clientWriting.get(60, TimeUnit.SECONDS);
            serverWriting.get(60, TimeUnit.SECONDS);
            Expect.equalBytes(Bytes.random(LENGTH), clientReading.get(60, TimeUnit.SECONDS), "what the client got");
            Expect.equalBytes(Bytes.random(LENGTH), serverReading.get(60, TimeUnit.SECONDS), "what the server got");
            threads.shutdownNow();
        }
    }

    private static Void write(SSLEngine engine, BlockingQueue<byte[]> network, String version) throws Exception {
        ByteBuffer content = ByteBuffer.wrap(Bytes.random(LENGTH));
        int rounds = 0;
        while (content.hasRemaining()) {
            if (version.equals("TLSv1.3") && ++rounds % 50 == 0) {
                engine.beginHandshake();
            }
            ByteBuffer record = ByteBuffer.allocate(20_000);
            SSLEngineResult result = engine.wrap(content, record);
            Expect.equal(SSLEngineResult.Status.OK, result.getStatus(), "status of wrap");
            if (record.position() > 0) {
                network.put(Buffers.between(record, 0, record.position()));
            }
        }
        return null;
    }

    private static byte[] read(SSLEngine engine, BlockingQueue<byte[]> network) throws Exception {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        while (received.size() < LENGTH) {
            byte[] record = network.poll(30, TimeUnit.SECONDS);
            Expect.that(record != null, "a record arrives");
            ByteBuffer source = ByteBuffer.wrap(record);
            ByteBuffer plain = ByteBuffer.allocate(20_000);
            engine.unwrap(source, plain);
            Expect.equal(0, source.remaining(), "bytes left of the record");
            received.write(plain.array(), 0, plain.position());
        }
        return received.toByteArray();
    }
}
