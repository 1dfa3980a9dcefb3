import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A client's and a server's socket over loopback, with threads for what blocks. */
public final class SocketPair implements AutoCloseable {
    /** Nothing that a test waits for may take longer, in seconds. */
    public static final int PATIENCE = 30;

    public final SSLServerSocket listener;
    public final SSLSocket client;
    public final SSLSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(SocketPair::thread);

    public SocketPair(SSLContext client, SSLContext server) throws Exception {
        listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.client = (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.getLocalPort());
        this.server = (SSLSocket) listener.accept();
        this.client.setSoTimeout(PATIENCE * 1000);
        this.server.setSoTimeout(PATIENCE * 1000);
    }

    /** Both sockets from one context, for one version, not yet shaken hands. */
    public static SocketPair of(String version) throws Exception {
        SocketPair pair = new SocketPair(Contexts.context(), Contexts.context());
        pair.client.setEnabledProtocols(new String[] {version});
        return pair;
    }

    public static SocketPair connected(String version) throws Exception {
        SocketPair pair = of(version);
        pair.handshake();
        return pair;
    }

    public void handshake() throws Exception {
        Future<?> serving = async(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        get(serving);
    }

    /** Runs something that may block. */
    public <T> Future<T> async(Callable<T> action) {
        return threads.submit(action);
    }

    /** What came of it, within bounds; what it threw is thrown. */
    public static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What an action threw, in a thread of its own. */
    public static Exception failure(Future<?> future) throws Exception {
        try {
            future.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return (Exception) e.getCause();
        }
        throw new AssertionError("expected a failure");
    }

    /** Content from one socket to the other arrives as it was sent. */
    public void transfer(SSLSocket from, SSLSocket to, int length) throws Exception {
        byte[] content = Bytes.random(length);
        Future<?> sending = async(() -> {
            from.getOutputStream().write(content);
            return null;
        });
        Expect.equalBytes(content, to.getInputStream().readNBytes(length), "content");
        get(sending);
    }

    public void exchange() throws Exception {
        transfer(client, server, 50_000);
        transfer(server, client, 50_000);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        listener.close();
        client.close();
        server.close();
    }

    private static Thread thread(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        return thread;
    }
}
