package io.handfast.keyschedule;

import io.handfast.crypto.Secret;
import org.jspecify.annotations.Nullable;

/** The master secret and all that comes of it with the server's Finished (RFC 8446 §7.1). */
public record ApplicationSecrets(
        MasterSecret masterSecret,
        TrafficSecret clientApplicationTrafficSecret0,
        TrafficSecret serverApplicationTrafficSecret0,
        Secret exporterMasterSecret) {

    /**
     * Derives all of them or, when one cannot be derived, leaves none behind.
     *
     * @param handshakeSecret destroyed here
     * @param transcriptHash the hash up to the server's Finished
     */
    public static ApplicationSecrets derive(HandshakeSecret handshakeSecret, byte[] transcriptHash) {
        MasterSecret masterSecret = handshakeSecret.masterSecret();
        @Nullable TrafficSecret client = null;
        @Nullable TrafficSecret server = null;
        try {
            client = masterSecret.clientApplicationTrafficSecret0(transcriptHash);
            server = masterSecret.serverApplicationTrafficSecret0(transcriptHash);
            return new ApplicationSecrets(
                    masterSecret, client, server, masterSecret.exporterMasterSecret(transcriptHash));
        } catch (RuntimeException failed) {
            // No state has taken them over.
            masterSecret.destroy();
            if (client != null) {
                client.destroy();
            }
            if (server != null) {
                server.destroy();
            }
            throw failed;
        }
    }

    /** Zeroes all of them, for the case that the handshake fails. */
    public void destroy() {
        masterSecret.destroy();
        clientApplicationTrafficSecret0.destroy();
        serverApplicationTrafficSecret0.destroy();
        exporterMasterSecret.destroy();
    }
}
