package io.handfast.jsse;

import io.handfast.config.TlsConfig;
import io.handfast.connection.TlsConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The part of a socket that tells what was settled, and does what comes after the handshake (JSSE, SSLSocket). */
abstract class TellingSocket extends ConfigurableSocket {
    final SocketEnd end = new SocketEnd(this);

    @Nullable
    SessionView session;

    volatile @Nullable Conversation conversation;
    volatile boolean handshaken;
    volatile boolean closing;

    TellingSocket(TlsContext context, ConnectionSettings settings) {
        super(context, settings);
    }

    TellingSocket(
            TlsContext context,
            ConnectionSettings settings,
            Socket under,
            @Nullable InputStream consumed,
            boolean autoClose)
            throws IOException {
        super(context, settings, under, consumed, autoClose);
    }

    /** The handshake goes on with other settings, and perhaps in another context. */
    final void adopt(ConnectionSettings wishes, SessionContext sessions, TlsConfig config) {
        setSSLParameters(ParametersMapping.of(wishes, null));
        SessionView current = session;
        if (current != null) {
            current.goOnWith(
                    sessions,
                    config.signatureSchemes(),
                    config.options().chainWishes().schemes());
        }
    }

    @Override
    public Optional<SessionView> establishedSession() {
        return handshaken ? Optional.ofNullable(session) : Optional.empty();
    }

    /** Managers ask for it while they work, for a certificate after the handshake too. */
    @Override
    public @Nullable SSLSession getHandshakeSession() {
        Conversation current = conversation;
        return current == null || closing || !isAtWork(current) ? null : session;
    }

    @Override
    Optional<TlsConnection> started() {
        return Optional.ofNullable(conversation).map(Conversation::connection);
    }

    @Override
    public @Nullable String getApplicationProtocol() {
        return handshaken ? facts().applicationProtocol().orElse("") : null;
    }

    @Override
    public @Nullable String getHandshakeApplicationProtocol() {
        Conversation current = conversation;
        return handshaken || current == null || !isAtWork(current)
                ? null
                : facts().applicationProtocol().orElse(null);
    }

    /** Whether a handshake is under way, or something after it. */
    private boolean isAtWork(Conversation current) {
        return handshaken ? current.tells(TlsConnection::stepUnderWay) : !current.tells(TlsConnection::inboundClosed);
    }

    @Override
    public void updateKeys() throws IOException {
        Conversation current = established();
        if (!current.connection().facts().version().orElseThrow().is13()) {
            throw new IllegalStateException("only TLS 1.3 can update keys");
        }
        ask(current, connection -> connection.updateKeys(true));
    }

    @Override
    public void requestClientAuthentication() throws IOException {
        ask(established(), TlsConnection::requestClientAuthentication);
    }

    private void ask(Conversation current, Consumer<TlsConnection> wish) throws IOException {
        try {
            current.ask(wish);
        } catch (IOException e) {
            throw end.after(current, e);
        }
    }

    @Override
    public boolean awaitsClientAuthentication() {
        Conversation current = conversation;
        return current != null && current.tells(TlsConnection::awaitsClientAuthentication);
    }

    private Conversation established() {
        Conversation current = conversation;
        if (current == null || !handshaken || closing) {
            throw new IllegalStateException("the connection is not established, or closed");
        }
        return current;
    }
}
