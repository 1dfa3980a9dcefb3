package io.handfast.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server in this JVM on a free loopback port; each connection is served on a thread of its own. */
final class LocalServer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local server");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<Served> served = new LinkedBlockingQueue<>();
    private final SSLServerSocket listener;
    private final Service service;

    /** What to do with a connection whose handshake is over. */
    interface Service {
        void serve(SSLSocket socket) throws IOException;
    }

    private LocalServer(SSLServerSocket listener, Service service) {
        this.listener = listener;
        this.service = service;
    }

    static LocalServer start(SSLContext context, Wishes wishes, Service service) throws IOException {
        return start(context, wishes::into, service);
    }

    /** The same with whatever parameters. */
    static LocalServer start(SSLContext context, UnaryOperator<SSLParameters> wishes, Service service)
            throws IOException {
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSSLParameters(wishes.apply(listener.getSSLParameters()));
        LocalServer server = new LocalServer(listener, service);
        server.threads.execute(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was seen of the next connection, once it is over. */
    Served next() throws InterruptedException, TimeoutException {
        Served next = served.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new TimeoutException("no connection came to its end");
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                served.add(failed(e));
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            // As servers do; a flight of ours then comes in parts, which is the more demanding form for a peer.
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            service.serve(socket);
            served.add(seen(socket, Optional.empty()));
        } catch (IOException | RuntimeException e) {
            served.add(failed(e));
        }
    }

    private static Served failed(Exception e) {
        return new Served("NONE", "NONE", "", List.of(), Optional.empty(), Optional.of(e));
    }

    private static Served seen(SSLSocket socket, Optional<Exception> failure) {
        ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
        List<String> names = session.getRequestedServerNames().stream()
                .map(name -> new SNIHostName(name.getEncoded()).getAsciiName())
                .toList();
        String alpn = Optional.ofNullable(socket.getApplicationProtocol()).orElse("");
        return new Served(session.getProtocol(), session.getCipherSuite(), alpn, names, peer(session), failure);
    }

    private static Optional<Principal> peer(ExtendedSSLSession session) {
        try {
            return Optional.of(session.getPeerPrincipal());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // the client was not asked, or did not answer
        }
    }
}
