package io.handfast.keyschedule;

/** The keys with which either side of a connection before TLS 1.3 writes (RFC 5246 §6.3). */
public record KeyBlock(WriteKeys client, WriteKeys server) {
    /** Zeroes all of them. */
    public void destroy() {
        client.destroy();
        server.destroy();
    }
}
