package io.handfast.bench.engine;

import io.handfast.bench.stack.Peers;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Site;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Sockets over loopback, the server in a thread of its own. */
// JMH calls the set-up before anything else.
@SuppressWarnings("NullAway.Init")
@State(Scope.Thread)
public class Sockets extends TakesTurns {
    static final int CHUNK = 16_384;

    @Param({})
    public Stack stack = Stack.JDK;

    private final byte[] chunk = new byte[CHUNK];
    private SSLContext context;
    private SSLServerSocket listening;
    private SSLSocket bulk;
    private int peerPort = 1;

    @Override
    public void prepare() throws GeneralSecurityException, IOException {
        Peers peers = stack.peers(Setting.TLS13_ECDSA, Site.make(Setting.TLS13_ECDSA.key()));
        context = peers.clientContext().orElseThrow(() -> new SSLException(stack + " has no sockets"));
        SSLContext servers = peers.serverContext().orElseThrow();
        listening = (SSLServerSocket)
                servers.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setEnabledProtocols(new String[] {"TLSv1.3"});
        listening.setEnabledCipherSuites(stack.suites(Setting.TLS13_ECDSA));
        Thread server = new Thread(this::serve, "bench server");
        server.setDaemon(true);
        server.start();
        bulk = connect();
        requireFull();
    }

    @Override
    protected Turn.Work work(BenchmarkParams benchmark) {
        return benchmark.getBenchmark().endsWith(".bulk") ? this::bulk : this::handshake;
    }

    /** Sees to it that handshakes are full: a resumed session is as old as the first, to the millisecond. */
    private void requireFull() throws IOException {
        try (SSLSocket first = connect();
                SSLSocket second = connect()) {
            long made = first.getSession().getCreationTime();
            boolean toTheSecond = made % 1000 == 0;
            if (made == second.getSession().getCreationTime() && !toTheSecond) {
                throw new SSLException(stack + " resumes where full handshakes are to be measured");
            }
        }
    }

    /** Answers each connection with a byte, then reads until its end. */
    private void serve() {
        try (ServerSocket open = listening) {
            while (true) {
                Socket socket = open.accept();
                stack.permitTickets((SSLSocket) socket);
                Thread each = new Thread(() -> answer(socket), "bench connection");
                each.setDaemon(true);
                each.start();
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            // As servers do. Otherwise most of a handshake is TCP waiting for an acknowledgement, not the provider.
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(1);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[CHUNK];
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        } catch (IOException endOfConnection) {
            Thread.currentThread().interrupt();
        }
    }

    private SSLSocket connect() throws IOException {
        Socket plain = new Socket(listening.getInetAddress(), listening.getLocalPort());
        plain.setTcpNoDelay(true);
        peerPort = peerPort % 60_000 + 1;
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, Site.HOST, peerPort, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(stack.suites(Setting.TLS13_ECDSA));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        stack.permitTickets(socket);
        socket.startHandshake();
        if (socket.getInputStream().read() != 1) {
            throw new SSLException("the server did not answer");
        }
        // The JDK's client goes by the port of the transport, which is the same each time, and would resume.
        socket.getSession().invalidate();
        return socket;
    }

    /** A connection from its beginning to the server's first byte, and its end. */
    @Benchmark
    public int handshake() throws IOException {
        try (SSLSocket socket = connect()) {
            return socket.getLocalPort();
        }
    }

    /** So many bytes more on a connection that stays. */
    @Benchmark
    public void bulk() throws IOException {
        Arrays.fill(chunk, 0, 8, (byte) chunk.length);
        bulk.getOutputStream().write(chunk);
    }

    @TearDown
    public void stop() throws IOException {
        bulk.close();
        listening.close();
    }
}
