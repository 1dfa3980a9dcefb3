package io.handfast.jsse;

import io.handfast.config.Remembered;
import io.handfast.extension.ServerName;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;

/** Host names as programs give them, in the form that goes over the wire (RFC 6066 §3, RFC 5890 §2.3.2.1). */
final class HostNames {
    static final int SNI_HOST_NAME = StandardConstants.SNI_HOST_NAME;

    /** JSSE's class reads a name twice over, and the same few are asked for again and again; at most 255 bytes each. */
    private static final Remembered<String, Optional<SNIHostName>> SNI = new Remembered<>(64);

    private HostNames() {}

    /** The name in ASCII letters; one that cannot be written so comes back as it is, and matches nothing. */
    static String ascii(String host) {
        if (isAscii(host)) {
            return host;
        }
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static boolean isAscii(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * The names that a client asks for: those the program gives, otherwise the host it wants to reach if that may be
     * sent (RFC 6066 §3).
     */
    static List<SNIServerName> requested(ConnectionSettings settings, @Nullable String peerHost) {
        if (!settings.clientMode()) {
            return List.of();
        }
        if (settings.serverNames != null) {
            return settings.serverNames;
        }
        if (peerHost == null) {
            return List.of();
        }
        String host = ascii(peerHost);
        return ServerName.maySend(host) ? sniList(host) : List.of();
    }

    /** The host among the names that a client asks for. */
    static Optional<String> requestedHost(ConnectionSettings settings, @Nullable String peerHost) {
        if (!settings.clientMode()) {
            return Optional.empty();
        }
        if (settings.serverNames == null) {
            return sendable(peerHost);
        }
        for (SNIServerName name : settings.serverNames) {
            if (name instanceof SNIHostName host) {
                return Optional.of(host.getAsciiName());
            }
        }
        return Optional.empty();
    }

    /** The host that a client wants to reach, if it may go over the wire. */
    private static Optional<String> sendable(@Nullable String peerHost) {
        if (peerHost == null) {
            return Optional.empty();
        }
        String host = ascii(peerHost);
        return ServerName.maySend(host) ? Optional.of(host) : Optional.empty();
    }

    /** The name as JSSE passes it around, unless it is none. */
    static Optional<SNIHostName> sni(String name) {
        return SNI.answer(name, HostNames::read);
    }

    /** The name alone in a list; none if it is no name. */
    static List<SNIServerName> sniList(String name) {
        Optional<SNIHostName> sni = sni(name);
        return sni.isPresent() ? List.of(sni.get()) : List.of();
    }

    private static Optional<SNIHostName> read(String name) {
        try {
            return Optional.of(new SNIHostName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The host a program asked to connect to, by the words it used; an address made from numbers stays numbers. Never
     * asks a name service: an answer to a reverse look-up is the peer's to forge.
     */
    static @Nullable String of(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getHostString() : null;
    }

    /** As {@link #of(SocketAddress)}. */
    static String of(InetAddress address) {
        return new InetSocketAddress(address, 0).getHostString();
    }
}
