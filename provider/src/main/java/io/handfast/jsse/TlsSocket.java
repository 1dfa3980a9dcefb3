package io.handfast.jsse;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.connection.TlsConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A TLS connection as a blocking socket (JSSE, SSLSocket).
 *
 * <p>The first read or write runs the handshake. Closing says goodbye, but never waits long for a peer that does not
 * listen.
 */
final class TlsSocket extends TellingSocket {
    private final ReentrantLock handshaking = new ReentrantLock();
    private final SessionView noSession = SessionView.nothing();
    private final CompletionListeners listeners = new CompletionListeners(this);
    private @Nullable String host;
    private int peerPort = -1;
    /** Whether nobody reads any more; set before the transport's input ends, which Socket refuses to a socket that says it has. */
    private volatile boolean inputLeft;

    private volatile boolean inputShutdown;

    /** A client with a connection of its own, yet to be made. */
    TlsSocket(TlsContext context) {
        super(context, clientSettings(context));
    }

    /** A connection that a server socket has accepted. */
    TlsSocket(TlsContext context, ConnectionSettings settings, Socket accepted) throws IOException {
        super(context, settings, accepted, null, true);
    }

    /** A client over a connected socket. */
    TlsSocket(TlsContext context, Socket under, @Nullable String host, int port, boolean autoClose) throws IOException {
        super(context, clientSettings(context), under, null, autoClose);
        this.host = host;
        this.peerPort = port;
    }

    /** A server over a connected socket, some of whose bytes were read already. */
    TlsSocket(TlsContext context, Socket under, @Nullable InputStream consumed, boolean autoClose) throws IOException {
        super(context, serverSettings(context), under, consumed, autoClose);
    }

    private static ConnectionSettings clientSettings(TlsContext context) {
        ConnectionSettings settings = context.settings();
        settings.clientMode(true);
        return settings;
    }

    static ConnectionSettings serverSettings(TlsContext context) {
        ConnectionSettings settings = context.settings();
        settings.clientMode(false);
        return settings;
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int timeoutMillis) throws IOException {
        connectTransport(address, timeoutMillis);
        if (host == null) {
            host = HostNames.of(address);
        }
    }

    @Override
    public void startHandshake() throws IOException {
        Conversation current = requireOpen();
        if (!handshaken) {
            handshake(current, false);
        } else if (current.connection().facts().version().orElseThrow().is13()) {
            updateKeys();
        } else {
            throw new SSLException("renegotiation is not supported");
        }
    }

    @Override
    public SSLSession getSession() {
        if (!handshaken && isConnected() && !closing) {
            try {
                handshake(requireOpen(), false);
            } catch (IOException e) {
                // JSSE, SSLSocket.getSession: a handshake that fails shows as a session that is none.
                return noSession;
            }
        }
        return establishedSession().orElse(noSession);
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        listeners.remove(listener);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        requireConnected();
        if (inputShutdown) {
            throw new SocketException("the input of this socket is shut down");
        }
        return new TlsInputStream(this);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        requireConnected();
        if (isOutputShutdown()) {
            throw new SocketException("the output of this socket is shut down");
        }
        return new TlsOutputStream(this);
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown;
    }

    @Override
    public boolean isOutputShutdown() {
        Conversation current = conversation;
        lock.lock();
        try {
            return current != null && current.connection().outboundClosed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends reading; an error if the peer has not said goodbye, because something may still have been on its way.
     *
     * <p>What has arrived is thrown away, unless another thread is reading it. What arrives later cannot be: it may make
     * the system reset the connection when this socket is closed, and then what we have written and the peer has not
     * received yet is lost.
     */
    @Override
    public void shutdownInput() throws IOException {
        requireConnected();
        if (inputShutdown) {
            return;
        }
        Conversation current = conversation;
        boolean early = current != null && !current.atEnd && !current.tells(TlsConnection::inboundClosed);
        if (!inputLeft) {
            // Whoever is woken up must find it said.
            inputLeft = true;
            if (current != null) {
                end.leaveInput(current);
            }
            try {
                shutdownTransportInput();
            } finally {
                inputShutdown = true;
            }
        }
        if (early) {
            throw new SSLException("the input was shut down before the peer's close_notify was received");
        }
    }

    /** Says goodbye; the other direction stays open as far as the protocol version allows. */
    @Override
    public void shutdownOutput() throws IOException {
        requireOpen().closeOutbound(true);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a monitor must not be held while a goodbye is sent
    public void close() throws IOException {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            closing = true;
        } finally {
            lock.unlock();
        }
        Conversation current = conversation;
        try {
            if (current != null && !isClosed()) {
                end.sayGoodbye(current);
            }
        } finally {
            if (current != null) {
                current.abandon();
            }
            closeTransport();
        }
    }

    @Override
    public String toString() {
        SessionView current = session;
        return "TlsSocket(" + (host == null ? "" : host + ", ")
                + (handshaken && current != null ? current : "not connected by TLS") + ")";
    }

    @Override
    boolean begun() {
        return conversation != null;
    }

    @Override
    @Nullable
    String peerHost() {
        return host;
    }

    int read(byte[] target, int offset, int length) throws IOException {
        Conversation current = requireOpen();
        if (inputLeft) {
            return -1;
        }
        handshake(current, false);
        if (current.lastFlight.waits()) {
            current.answer(); // a write was to take it along, and may be unable to
        }
        int count;
        try {
            count = current.read(target, offset, length);
        } catch (IOException e) {
            if (e instanceof SocketException && (closing || inputLeft)) {
                if (closing) {
                    throw closedMeanwhile();
                }
                return -1;
            }
            throw end.after(current, e);
        }
        if (count < 0 && closing) {
            throw closedMeanwhile();
        }
        return count;
    }

    private static SocketException closedMeanwhile() {
        return new SocketException("the socket was closed while it was read from");
    }

    void write(byte[] source, int offset, int length) throws IOException {
        Conversation current = requireOpen();
        handshake(current, true);
        try {
            current.write(source, offset, length);
        } catch (IOException e) {
            throw end.after(current, e);
        } finally {
            // Our Finished did not leave, and nothing else can: then the handshake has come to nothing.
            if (current.lastFlight.waits() && !current.isWorking() && current.lastFlight.lose()) {
                handshaken = false;
            }
        }
    }

    int available() throws IOException {
        requireConnected();
        Conversation current = conversation;
        return current == null || inputShutdown ? 0 : current.available();
    }

    // Seen by the tests in this package, as is requireOpen.
    void handshake(Conversation current, boolean writeFollows) throws IOException {
        if (handshaken) {
            return;
        }
        if (handshaking.isHeldByCurrentThread()) {
            throw new SSLException("a callback of the handshake cannot use the connection that is being made");
        }
        boolean waits;
        handshaking.lock();
        try {
            if (handshaken) {
                return;
            }
            // What a client sends last leaves together with the data that follows it.
            current.begin(sendsShortSegments() && !(writeFollows && getUseClientMode()));
            waits = current.handshake(writeFollows);
            handshaken = true;
        } catch (IOException e) {
            throw end.after(current, e);
        } finally {
            handshaking.unlock();
        }
        if (!waits) {
            tellListeners();
        }
    }

    private void tellListeners() {
        SessionView settled = session;
        if (settled != null) {
            listeners.tell(settled);
        }
    }

    private void requireConnected() throws SocketException {
        if (closing) {
            throw new SocketException("the socket is closed");
        }
        if (!isConnected()) {
            throw new SocketException("the socket is not connected");
        }
    }

    /** The conversation, made when it is needed first: until then settings may change. */
    Conversation requireOpen() throws IOException {
        requireConnected();
        Conversation current = conversation;
        if (current != null) {
            return current;
        }
        lock.lock();
        try {
            // Whoever closed it meanwhile has given the transport back.
            requireConnected();
            current = conversation;
            return current == null ? create() : current;
        } catch (TlsException e) {
            throw SslExceptions.of(e, false);
        } finally {
            lock.unlock();
        }
    }

    private Conversation create() throws IOException {
        int port = peerPort < 0 ? getPort() : peerPort;
        String peer = host != null || getInetAddress() == null ? host : HostNames.of(getInetAddress());
        TlsConfig config = context.config(
                settings,
                new SocketCaller(this),
                host,
                peer,
                port,
                Selectors.of(getHandshakeApplicationProtocolSelector(), this));
        TlsConnection connection = settings.clientMode() ? TlsConnection.client(config) : TlsConnection.server(config);
        session = new SessionView(
                connection.factsAlone(),
                settings.clientMode(),
                connection.exports(),
                context.sessions(settings.clientMode()),
                peer,
                port,
                HostNames.requested(settings, host),
                config.signatureSchemes(),
                config.options().chainWishes().schemes());
        Conversation fresh = new Conversation(
                connection,
                lock,
                transportInput(),
                transportOutput(),
                !leavesTransportOpen(),
                context.defaults().requireCloseNotify(),
                config.ephemeralKeys()::prepare,
                new LastFlight(settings.clientMode(), this::tellListeners));
        conversation = fresh;
        return fresh;
    }
}
