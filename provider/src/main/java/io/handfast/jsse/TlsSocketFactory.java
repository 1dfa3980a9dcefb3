package io.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes client sockets, and layers sockets over others (JSSE, SSLSocketFactory). */
final class TlsSocketFactory extends SSLSocketFactory {
    private final TlsContext context;

    TlsSocketFactory(TlsContext context) {
        this.context = context;
    }

    TlsContext context() {
        return context;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return SuiteNames.names(context.defaults().client().cipherSuites());
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return SuiteNames.names(SuiteNames.supported(context.defaults().rules()));
    }

    @Override
    public Socket createSocket() {
        return new TlsSocket(context);
    }

    @Override
    public Socket createSocket(@Nullable String host, int port) throws IOException {
        return connected(address(host, port), null);
    }

    @Override
    public Socket createSocket(@Nullable String host, int port, @Nullable InetAddress localHost, int localPort)
            throws IOException {
        return connected(address(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
    }

    @Override
    public Socket createSocket(Socket socket, @Nullable String host, int port, boolean autoClose) throws IOException {
        return new TlsSocket(context, requireSocket(socket), host, port, autoClose);
    }

    @Override
    public Socket createSocket(Socket socket, @Nullable InputStream consumed, boolean autoClose) throws IOException {
        return new TlsSocket(context, requireSocket(socket), consumed, autoClose);
    }

    private static Socket requireSocket(Socket socket) {
        if (socket == null) {
            throw new NullPointerException("the socket must not be null");
        }
        return socket;
    }

    private static InetSocketAddress address(@Nullable String host, int port) {
        return host == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(host, port);
    }

    private Socket connected(InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException {
        TlsSocket socket = new TlsSocket(context);
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }
}
