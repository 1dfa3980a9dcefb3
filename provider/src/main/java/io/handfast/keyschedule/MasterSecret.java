package io.handfast.keyschedule;

import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;

/** The last phase of the TLS 1.3 key schedule: application traffic, exporters and resumption (RFC 8446 §7.1). */
public final class MasterSecret {
    private final Hkdf hkdf;
    // Seen by the tests in this package, which compare it with RFC 8448.
    final Secret secret;

    MasterSecret(Hkdf hkdf, Secret secret) {
        this.hkdf = hkdf;
        this.secret = secret;
    }

    /** What derives for this phase. */
    public Hkdf hkdf() {
        return hkdf;
    }

    /** client_application_traffic_secret_0, from the hash up to the server's Finished. */
    public TrafficSecret clientApplicationTrafficSecret0(byte[] transcriptHash) {
        return new TrafficSecret(
                hkdf, ExpandLabel.deriveSecret(hkdf, secret, Label.CLIENT_APPLICATION_TRAFFIC, transcriptHash));
    }

    /** server_application_traffic_secret_0, from the hash up to the server's Finished. */
    public TrafficSecret serverApplicationTrafficSecret0(byte[] transcriptHash) {
        return new TrafficSecret(
                hkdf, ExpandLabel.deriveSecret(hkdf, secret, Label.SERVER_APPLICATION_TRAFFIC, transcriptHash));
    }

    /** exporter_master_secret, from the hash up to the server's Finished; {@link Exporter13} reads it. */
    public Secret exporterMasterSecret(byte[] transcriptHash) {
        return ExpandLabel.deriveSecret(hkdf, secret, Label.EXPORTER_MASTER, transcriptHash);
    }

    /** resumption_master_secret, from the hash up to the client's Finished; {@link ResumptionPsk} reads it. */
    public Secret resumptionMasterSecret(byte[] transcriptHash) {
        return ExpandLabel.deriveSecret(hkdf, secret, Label.RESUMPTION_MASTER, transcriptHash);
    }

    /** Zeroes the secret; call it when the last derivation is done. */
    public void destroy() {
        secret.destroy();
    }
}
