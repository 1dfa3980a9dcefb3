package io.handfast.jsse;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.connection.TlsConnection;
import io.handfast.jsse.trust.PeerDemands;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The part of a socket that takes wishes; what counts is what is set when the handshake begins (JSSE, SSLSocket). */
abstract class ConfigurableSocket extends BaseSocket implements SecuredConnection, PeerDemands.Source {
    final TlsContext context;
    final ReentrantLock lock = new ReentrantLock();
    final ConnectionSettings settings;
    private @Nullable BiFunction<SSLSocket, List<String>, String> selector;

    ConfigurableSocket(TlsContext context, ConnectionSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    ConfigurableSocket(
            TlsContext context,
            ConnectionSettings settings,
            Socket under,
            @Nullable InputStream consumed,
            boolean autoClose)
            throws IOException {
        super(under, consumed, autoClose);
        this.context = context;
        this.settings = settings;
    }

    /** Whether it is too late for a change of roles. */
    abstract boolean begun();

    /** The host that this client wants to reach, if it said. */
    abstract @Nullable String peerHost();

    @Override
    public final String[] getSupportedCipherSuites() {
        return SuiteNames.names(SuiteNames.supported(context.defaults().rules()));
    }

    @Override
    public final String[] getEnabledCipherSuites() {
        return read(wishes -> SuiteNames.names(wishes.cipherSuites()));
    }

    @Override
    public final void setEnabledCipherSuites(String[] suites) {
        change(wishes -> wishes.cipherSuites(SuiteNames.parse(suites)));
    }

    @Override
    public final String[] getSupportedProtocols() {
        return ProtocolNames.names(ProtocolNames.supported());
    }

    @Override
    public final String[] getEnabledProtocols() {
        return read(wishes -> ProtocolNames.names(wishes.versions()));
    }

    @Override
    public final void setEnabledProtocols(String[] protocols) {
        change(wishes -> wishes.versions(ProtocolNames.parse(protocols)));
    }

    @Override
    public final void setUseClientMode(boolean mode) {
        change(wishes -> {
            if (begun() && mode != wishes.clientMode()) {
                throw new IllegalArgumentException("the role cannot change once the handshake has begun");
            }
            wishes.clientMode(mode);
        });
    }

    @Override
    public final boolean getUseClientMode() {
        return read(ConnectionSettings::clientMode);
    }

    @Override
    public final void setNeedClientAuth(boolean need) {
        change(wishes -> wishes.clientAuthentication(need, ClientAuthentication.REQUIRED));
    }

    @Override
    public final boolean getNeedClientAuth() {
        return read(wishes -> wishes.clientAuthentication() == ClientAuthentication.REQUIRED);
    }

    @Override
    public final void setWantClientAuth(boolean want) {
        change(wishes -> wishes.clientAuthentication(want, ClientAuthentication.WANTED));
    }

    @Override
    public final boolean getWantClientAuth() {
        return read(wishes -> wishes.clientAuthentication() == ClientAuthentication.WANTED);
    }

    @Override
    public final void setEnableSessionCreation(boolean allowed) {
        change(wishes -> wishes.sessionCreation(allowed));
    }

    @Override
    public final boolean getEnableSessionCreation() {
        return read(ConnectionSettings::sessionCreation);
    }

    @Override
    public final SSLParameters getSSLParameters() {
        return read(wishes -> ParametersMapping.of(wishes, peerHost()));
    }

    @Override
    public final PeerDemands peerDemands() {
        return read(ParametersMapping::demands);
    }

    @Override
    public final void setSSLParameters(SSLParameters parameters) {
        change(wishes -> ParametersMapping.apply(parameters, wishes));
    }

    @Override
    public final void setHandshakeApplicationProtocolSelector(
            @Nullable BiFunction<SSLSocket, List<String>, String> chosen) {
        lock.lock();
        try {
            selector = chosen;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final @Nullable BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        lock.lock();
        try {
            return selector;
        } finally {
            lock.unlock();
        }
    }

    /** The connection, once the handshake has begun. */
    abstract Optional<TlsConnection> started();

    @Override
    public final HandshakeFacts facts() {
        return started().map(TlsConnection::facts).orElse(HandshakeFacts.nothing());
    }

    @Override
    public final void offerEarlyData(byte[] content) {
        change(wishes -> wishes.offerEarlyData(content, started().isPresent()));
    }

    @Override
    public final byte[] readEarlyData() {
        return read(wishes -> started().map(TlsConnection::readEarlyData).orElse(new byte[0]));
    }

    final <T> T read(Function<ConnectionSettings, T> reading) {
        lock.lock();
        try {
            return reading.apply(settings);
        } finally {
            lock.unlock();
        }
    }

    private void change(Consumer<ConnectionSettings> changing) {
        lock.lock();
        try {
            changing.accept(settings);
        } finally {
            lock.unlock();
        }
    }
}
