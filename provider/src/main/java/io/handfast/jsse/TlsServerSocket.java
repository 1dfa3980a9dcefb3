package io.handfast.jsse;

import io.handfast.config.ClientAuthentication;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** Accepts connections as TLS sockets, which run their handshake when they are first used (JSSE, SSLServerSocket). */
final class TlsServerSocket extends SSLServerSocket {
    private final TlsContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConnectionSettings settings;

    TlsServerSocket(TlsContext context) throws IOException {
        this.context = context;
        this.settings = TlsSocket.serverSettings(context);
    }

    @Override
    public Socket accept() throws IOException {
        ConnectionSettings wishes = read(ConnectionSettings::copy);
        // For a socket of a class of ours the JDK makes two transports, and throws and catches an exception.
        return new TlsSocket(context, wishes, super.accept());
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return SuiteNames.names(SuiteNames.supported(context.defaults().rules()));
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return read(wishes -> SuiteNames.names(wishes.cipherSuites()));
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        change(wishes -> wishes.cipherSuites(SuiteNames.parse(suites)));
    }

    @Override
    public String[] getSupportedProtocols() {
        return ProtocolNames.names(ProtocolNames.supported());
    }

    @Override
    public String[] getEnabledProtocols() {
        return read(wishes -> ProtocolNames.names(wishes.versions()));
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        change(wishes -> wishes.versions(ProtocolNames.parse(protocols)));
    }

    /** Accepted sockets then act as clients: they speak first. */
    @Override
    public void setUseClientMode(boolean mode) {
        change(wishes -> wishes.clientMode(mode));
    }

    @Override
    public boolean getUseClientMode() {
        return read(ConnectionSettings::clientMode);
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        change(wishes -> wishes.clientAuthentication(need, ClientAuthentication.REQUIRED));
    }

    @Override
    public boolean getNeedClientAuth() {
        return read(wishes -> wishes.clientAuthentication() == ClientAuthentication.REQUIRED);
    }

    @Override
    public void setWantClientAuth(boolean want) {
        change(wishes -> wishes.clientAuthentication(want, ClientAuthentication.WANTED));
    }

    @Override
    public boolean getWantClientAuth() {
        return read(wishes -> wishes.clientAuthentication() == ClientAuthentication.WANTED);
    }

    @Override
    public void setEnableSessionCreation(boolean allowed) {
        change(wishes -> wishes.sessionCreation(allowed));
    }

    @Override
    public boolean getEnableSessionCreation() {
        return read(ConnectionSettings::sessionCreation);
    }

    @Override
    public SSLParameters getSSLParameters() {
        return read(wishes -> ParametersMapping.of(wishes, null));
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        change(wishes -> ParametersMapping.apply(parameters, wishes));
    }

    @Override
    public String toString() {
        return "TlsServerSocket(" + (isBound() ? getLocalSocketAddress() : "not bound") + ")";
    }

    private <T> T read(Function<ConnectionSettings, T> reading) {
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
