package io.handfast.config;

/** The port by which a server accepts or refuses the name that a client asks for (RFC 6066 §3). */
@FunctionalInterface
public interface ServerNameFilter {
    ServerNameFilter ANY = name -> true;

    /** False refuses the handshake with {@code unrecognized_name}. */
    boolean accepts(String hostName);
}
