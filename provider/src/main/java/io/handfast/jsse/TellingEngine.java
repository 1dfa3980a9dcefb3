package io.handfast.jsse;

import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.connection.TlsConnection;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The part of an engine that tells what was settled (JSSE, SSLEngine). */
abstract class TellingEngine extends ConfigurableEngine implements SecuredConnection {
    private @Nullable SessionView noSession;

    @Nullable
    TlsConnection connection;

    @Nullable
    SessionView session;

    /** Whether the caller has been told that the handshake is done. */
    boolean finishedReported;

    TellingEngine(TlsContext context, @Nullable String host, int port) {
        super(context, host, port);
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
    public SSLSession getSession() {
        lock.lock();
        try {
            return establishedSession().orElseGet(this::noSession);
        } finally {
            lock.unlock();
        }
    }

    /** What stands for a session before there is one; always the same object. */
    private SessionView noSession() {
        SessionView none = noSession == null ? SessionView.nothing() : noSession;
        noSession = none;
        return none;
    }

    @Override
    public Optional<SessionView> establishedSession() {
        lock.lock();
        try {
            return connection == null || !connection.connected() ? Optional.empty() : Optional.ofNullable(session);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void updateKeys() throws SSLException {
        lock.lock();
        try {
            TlsConnection current = established();
            if (!current.facts().version().orElseThrow().is13()) {
                throw new IllegalStateException("only TLS 1.3 can update keys");
            }
            current.updateKeys(true);
        } catch (TlsException | PeerAlertException e) {
            throw SslExceptions.of(e, true);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void requestClientAuthentication() throws SSLException {
        lock.lock();
        try {
            established().requestClientAuthentication();
        } catch (TlsException | PeerAlertException e) {
            throw SslExceptions.of(e, true);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitsClientAuthentication() {
        lock.lock();
        try {
            return connection != null && connection.awaitsClientAuthentication();
        } finally {
            lock.unlock();
        }
    }

    private TlsConnection established() {
        TlsConnection current = connection;
        if (current == null || !current.connected()) {
            throw new IllegalStateException("the connection is not established");
        }
        return current;
    }

    @Override
    public @Nullable SSLSession getHandshakeSession() {
        lock.lock();
        try {
            return isHandshaking() || authenticatesLate() ? session : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable String getApplicationProtocol() {
        lock.lock();
        try {
            return connection == null || !connection.connected()
                    ? null
                    : connection.facts().applicationProtocol().orElse("");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable String getHandshakeApplicationProtocol() {
        lock.lock();
        try {
            return connection != null && isHandshaking()
                    ? connection.facts().applicationProtocol().orElse(null)
                    : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public HandshakeFacts facts() {
        lock.lock();
        try {
            return connection == null ? HandshakeFacts.nothing() : connection.facts();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void offerEarlyData(byte[] content) {
        lock.lock();
        try {
            settings.offerEarlyData(content, begun());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte[] readEarlyData() {
        lock.lock();
        try {
            return connection == null ? new byte[0] : connection.readEarlyData();
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean begun() {
        return connection != null;
    }

    /** Whether managers are at work for a certificate after the handshake; they ask for a handshake session then, too. */
    private boolean authenticatesLate() {
        return connection != null && finishedReported && connection.stepUnderWay();
    }

    private boolean isHandshaking() {
        return connection != null && !finishedReported && !connection.connected() && connection.failure() == null;
    }
}
