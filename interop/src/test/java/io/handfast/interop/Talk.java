package io.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Small conversations over a socket: a line there, a line back. */
final class Talk {

    private static final int TIMEOUT_MILLIS = 20_000;

    private Talk() {}

    /** A socket, connected but before its handshake, that wants {@link Pki#HOST} and checks that it is there. */
    static SSLSocket connect(SSLContext context, Wishes wishes, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        SSLParameters parameters = wishes.into(socket.getSSLParameters());
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        InetAddress address = InetAddress.getByAddress(Pki.HOST, new byte[] {127, 0, 0, 1});
        socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
        return socket;
    }

    static void send(SSLSocket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads up to the end of a line, and not a byte further; what has come so far if the stream ends before. */
    static String receive(SSLSocket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    /** Answers one line with the same line turned round, as {@code openssl s_server -rev} does, then waits for the end. */
    static void reverse(SSLSocket socket) throws IOException {
        String line = receive(socket);
        send(socket, new StringBuilder(line).reverse().toString());
        while (!receive(socket).isEmpty()) {
            line = "";
        }
    }
}
