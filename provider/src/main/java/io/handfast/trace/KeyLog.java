package io.handfast.trace;

/**
 * Receives the secrets of connections, so that a person can decrypt a capture of their own traffic (RFC 9850 §1).
 *
 * <p>Whoever has these lines can read and forge the traffic. {@link #NONE} is the default.
 */
public interface KeyLog {
    /** The TLS 1.2 master secret. */
    String CLIENT_RANDOM = "CLIENT_RANDOM";

    String CLIENT_EARLY_TRAFFIC_SECRET = "CLIENT_EARLY_TRAFFIC_SECRET";
    String EARLY_EXPORTER_SECRET = "EARLY_EXPORTER_SECRET";
    String CLIENT_HANDSHAKE_TRAFFIC_SECRET = "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
    String SERVER_HANDSHAKE_TRAFFIC_SECRET = "SERVER_HANDSHAKE_TRAFFIC_SECRET";
    String CLIENT_TRAFFIC_SECRET_0 = "CLIENT_TRAFFIC_SECRET_0";
    String SERVER_TRAFFIC_SECRET_0 = "SERVER_TRAFFIC_SECRET_0";
    String EXPORTER_SECRET = "EXPORTER_SECRET";

    /** The key log that keeps nothing. */
    KeyLog NONE = new KeyLog() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void secret(String label, byte[] clientRandom, byte[] secret) {
            // Nobody asked for the secret.
        }
    };

    /** False when nothing is kept, so that nothing need be derived for it. */
    default boolean isOn() {
        return true;
    }

    /**
     * Takes note of a secret. Must not change or keep either array.
     *
     * @param label one of the labels above
     * @param clientRandom the 32 bytes of the (first) ClientHello's random
     */
    void secret(String label, byte[] clientRandom, byte[] secret);
}
