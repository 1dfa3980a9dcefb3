package io.handfast.interop.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for programs that must be told theirs (RFC 9293 §3.3.1). */
final class Ports {

    private Ports() {}

    /** One on loopback that was free just now. */
    static int free() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
