package io.handfast.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on loopback for programs that must be told theirs (RFC 6335 §6).
 *
 * <p>They lie below those that Linux hands out by itself (32768 and up), so that no connection of anybody's gets one between
 * the look and the program's start. The first is drawn, because several runs may be on one machine.
 */
public final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int COUNT = 20_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    /**
     * A port at which nobody listens; never the same twice.
     *
     * @throws IOException if none of a hundred is free
     */
    public static int next() throws IOException {
        IOException last = new IOException();
        for (int tries = 0; tries < 100; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IOException("no port from " + FIRST + " on is free", last);
    }

    /** A port that is taken and not listened at, so that connections to it are refused until the socket is closed. */
    public static Socket refusing() throws IOException {
        Socket taken = new Socket();
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return taken;
    }
}
