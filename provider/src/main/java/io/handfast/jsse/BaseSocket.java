package io.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The transport under a TLS socket: a TCP connection of its own, or another socket that it is layered over (JSSE,
 * SSLSocketFactory.createSocket).
 */
// Socket synchronises some of these methods, and its own part still does; our part has nothing to guard.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
abstract class BaseSocket extends SSLSocket {
    private final @Nullable Socket under;
    private final @Nullable InputStream consumed;
    private final boolean autoClose;
    private volatile boolean detached;

    /** A socket with a connection of its own, which has yet to be made. */
    BaseSocket() {
        under = null;
        consumed = null;
        autoClose = true;
    }

    /**
     * A socket over a connected one.
     *
     * @param consumed what was already read from it and is ours to read again, or null
     * @param autoClose whether it is closed with this socket
     */
    BaseSocket(Socket under, @Nullable InputStream consumed, boolean autoClose) throws IOException {
        if (!under.isConnected()) {
            throw new SocketException("the underlying socket is not connected");
        }
        this.under = under;
        this.consumed = consumed;
        this.autoClose = autoClose;
    }

    /** Where records come from. */
    final InputStream transportInput() throws IOException {
        if (under == null) {
            return super.getInputStream();
        }
        InputStream fresh = under.getInputStream();
        return consumed == null ? fresh : new SequenceInputStream(consumed, fresh);
    }

    /** Where records go to. */
    final OutputStream transportOutput() throws IOException {
        return under == null ? super.getOutputStream() : under.getOutputStream();
    }

    /**
     * Whether the transport is known to send a short segment although one before it was not acknowledged yet (RFC 9293 §3.7.4).
     * A wrapper that does not even say that it is bound would make a socket of its own only to answer this.
     */
    final boolean sendsShortSegments() {
        try {
            return (under == null || under.isBound()) && getTcpNoDelay();
        } catch (SocketException unknown) {
            return false;
        }
    }

    /** Ends what comes from the transport, if it is ours to end: who waits for it is woken up. */
    final void shutdownTransportInput() throws IOException {
        if (under == null) {
            super.shutdownInput();
        } else if (autoClose) {
            under.shutdownInput();
        }
    }

    /** Closes the transport, if it is ours to close; from now on this socket counts as closed. */
    final void closeTransport() throws IOException {
        detached = true;
        if (under == null) {
            super.close();
        } else if (autoClose) {
            under.close();
        }
    }

    /** True once the transport is closed or left to others; before that Socket itself would refuse to close it. */
    @Override
    public final boolean isClosed() {
        return under == null ? super.isClosed() : detached || under.isClosed();
    }

    /** Whether the transport outlives this socket, and so must be left right behind the peer's close_notify. */
    final boolean leavesTransportOpen() {
        return under != null && !autoClose;
    }

    final void connectTransport(SocketAddress address, int timeoutMillis) throws IOException {
        if (under != null) {
            throw new SocketException("already connected");
        }
        super.connect(address, timeoutMillis);
    }

    @Override
    public final void bind(@Nullable SocketAddress address) throws IOException {
        if (under != null) {
            throw new SocketException("the underlying socket is already connected");
        }
        super.bind(address);
    }

    @Override
    public final @Nullable SocketAddress getRemoteSocketAddress() {
        return under == null ? super.getRemoteSocketAddress() : under.getRemoteSocketAddress();
    }

    @Override
    public final @Nullable SocketAddress getLocalSocketAddress() {
        return under == null ? super.getLocalSocketAddress() : under.getLocalSocketAddress();
    }

    @Override
    public final @Nullable InetAddress getInetAddress() {
        return under == null ? super.getInetAddress() : under.getInetAddress();
    }

    @Override
    public final InetAddress getLocalAddress() {
        return under == null ? super.getLocalAddress() : under.getLocalAddress();
    }

    @Override
    public final int getPort() {
        return under == null ? super.getPort() : under.getPort();
    }

    @Override
    public final int getLocalPort() {
        return under == null ? super.getLocalPort() : under.getLocalPort();
    }

    /** None: a channel would bypass TLS. */
    @Override
    public final @Nullable SocketChannel getChannel() {
        return null;
    }

    @Override
    public final boolean isConnected() {
        return under == null ? super.isConnected() : under.isConnected();
    }

    @Override
    public final boolean isBound() {
        return under == null ? super.isBound() : under.isBound();
    }

    /** Urgent data would travel outside of the records. */
    @Override
    public final void sendUrgentData(int data) throws IOException {
        throw new SocketException("TLS has no urgent data");
    }

    @Override
    public final void setOOBInline(boolean on) throws SocketException {
        throw new SocketException("TLS has no urgent data");
    }

    @Override
    public final boolean getOOBInline() throws SocketException {
        throw new SocketException("TLS has no urgent data");
    }

    @Override
    public final void setTcpNoDelay(boolean on) throws SocketException {
        if (under == null) {
            super.setTcpNoDelay(on);
        } else {
            under.setTcpNoDelay(on);
        }
    }

    @Override
    public final boolean getTcpNoDelay() throws SocketException {
        return under == null ? super.getTcpNoDelay() : under.getTcpNoDelay();
    }

    @Override
    public final void setSoLinger(boolean on, int seconds) throws SocketException {
        if (under == null) {
            super.setSoLinger(on, seconds);
        } else {
            under.setSoLinger(on, seconds);
        }
    }

    @Override
    public final int getSoLinger() throws SocketException {
        return under == null ? super.getSoLinger() : under.getSoLinger();
    }

    @Override
    public final void setSoTimeout(int millis) throws SocketException {
        if (under == null) {
            super.setSoTimeout(millis);
        } else {
            under.setSoTimeout(millis);
        }
    }

    @Override
    public final int getSoTimeout() throws SocketException {
        return under == null ? super.getSoTimeout() : under.getSoTimeout();
    }

    @Override
    public final void setSendBufferSize(int size) throws SocketException {
        if (under == null) {
            super.setSendBufferSize(size);
        } else {
            under.setSendBufferSize(size);
        }
    }

    @Override
    public final int getSendBufferSize() throws SocketException {
        return under == null ? super.getSendBufferSize() : under.getSendBufferSize();
    }

    @Override
    public final void setReceiveBufferSize(int size) throws SocketException {
        if (under == null) {
            super.setReceiveBufferSize(size);
        } else {
            under.setReceiveBufferSize(size);
        }
    }

    @Override
    public final int getReceiveBufferSize() throws SocketException {
        return under == null ? super.getReceiveBufferSize() : under.getReceiveBufferSize();
    }

    @Override
    public final void setKeepAlive(boolean on) throws SocketException {
        if (under == null) {
            super.setKeepAlive(on);
        } else {
            under.setKeepAlive(on);
        }
    }

    @Override
    public final boolean getKeepAlive() throws SocketException {
        return under == null ? super.getKeepAlive() : under.getKeepAlive();
    }

    @Override
    public final void setTrafficClass(int trafficClass) throws SocketException {
        if (under == null) {
            super.setTrafficClass(trafficClass);
        } else {
            under.setTrafficClass(trafficClass);
        }
    }

    @Override
    public final int getTrafficClass() throws SocketException {
        return under == null ? super.getTrafficClass() : under.getTrafficClass();
    }

    @Override
    public final void setReuseAddress(boolean on) throws SocketException {
        if (under == null) {
            super.setReuseAddress(on);
        } else {
            under.setReuseAddress(on);
        }
    }

    @Override
    public final boolean getReuseAddress() throws SocketException {
        return under == null ? super.getReuseAddress() : under.getReuseAddress();
    }

    @Override
    public final void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        if (under == null) {
            super.setPerformancePreferences(connectionTime, latency, bandwidth);
        } else {
            under.setPerformancePreferences(connectionTime, latency, bandwidth);
        }
    }

    @Override
    public final <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
        if (under == null) {
            super.setOption(name, value);
        } else {
            under.setOption(name, value);
        }
        return this;
    }

    @Override
    public final <T> T getOption(SocketOption<T> name) throws IOException {
        return under == null ? super.getOption(name) : under.getOption(name);
    }

    @Override
    public final Set<SocketOption<?>> supportedOptions() {
        return under == null ? super.supportedOptions() : under.supportedOptions();
    }
}
