package io.handfast.keyschedule;

import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;

/**
 * The first phase of the TLS 1.3 key schedule: what follows from the pre-shared key alone, or from none (RFC 8446 §7.1).
 *
 * <p>Not thread-safe; one HKDF serves all phases of a connection.
 */
public final class EarlySecret {
    private final Hkdf hkdf;
    // Seen by the tests in this package, which compare it with RFC 8448.
    final Secret secret;

    private final boolean withoutPsk;

    private EarlySecret(Hkdf hkdf, Secret secret, boolean withoutPsk) {
        this.hkdf = hkdf;
        this.secret = secret;
        this.withoutPsk = withoutPsk;
    }

    /** The early secret of a handshake that resumes nothing: the same each time, and no secret at all. */
    public static EarlySecret withoutPsk(Hkdf hkdf) {
        return new EarlySecret(hkdf, Secret.copyOf(NoPsk.of(hkdf.hash()).earlySecret()), true);
    }

    /** The early secret of a handshake with this pre-shared key, which stays the caller's. */
    public static EarlySecret of(Hkdf hkdf, Secret preSharedKey) {
        Secret secret = hkdf.extract(Secret.zeros(hkdf.hash().length()), preSharedKey);
        return new EarlySecret(hkdf, secret, false);
    }

    /** What derives for this phase and those after it. */
    public Hkdf hkdf() {
        return hkdf;
    }

    /** The key of the binder for a pre-shared key that came with a ticket. */
    public BinderKey resumptionBinderKey() {
        return binderKey(Label.RESUMPTION_BINDER);
    }

    /** The key of the binder for a pre-shared key agreed outside of TLS. */
    public BinderKey externalBinderKey() {
        return binderKey(Label.EXTERNAL_BINDER);
    }

    /** The key of the binder for a pre-shared key that was imported (RFC 9258 §6). */
    public BinderKey importedBinderKey() {
        return binderKey(Label.IMPORTED_BINDER);
    }

    /** client_early_traffic_secret, from the hash up to the ClientHello. */
    public TrafficSecret clientEarlyTrafficSecret(byte[] transcriptHash) {
        return new TrafficSecret(
                hkdf, ExpandLabel.deriveSecret(hkdf, secret, Label.CLIENT_EARLY_TRAFFIC, transcriptHash));
    }

    /** early_exporter_master_secret, from the hash up to the ClientHello. */
    public Secret earlyExporterMasterSecret(byte[] transcriptHash) {
        return ExpandLabel.deriveSecret(hkdf, secret, Label.EARLY_EXPORTER_MASTER, transcriptHash);
    }

    /** The next phase, from the (EC)DHE shared secret; destroys this phase, and that secret even if it fails. */
    public HandshakeSecret handshakeSecret(Secret sharedSecret) {
        try {
            return nextPhase(sharedSecret);
        } finally {
            sharedSecret.destroy();
        }
    }

    /** The next phase where the pre-shared key is used without a key exchange (psk_ke); destroys this phase. */
    public HandshakeSecret handshakeSecretWithoutKeyExchange() {
        return nextPhase(Secret.zeros(hkdf.hash().length()));
    }

    /** Zeroes the secret, for the case that the handshake does not go on with it. */
    public void destroy() {
        secret.destroy();
    }

    private HandshakeSecret nextPhase(Secret sharedSecret) {
        Secret salt = withoutPsk && !secret.isDestroyed()
                ? Secret.copyOf(NoPsk.of(hkdf.hash()).handshakeSalt())
                : ExpandLabel.derived(hkdf, secret);
        secret.destroy();
        try {
            return new HandshakeSecret(hkdf, hkdf.extract(salt, sharedSecret));
        } finally {
            salt.destroy();
        }
    }

    private BinderKey binderKey(Label label) {
        return new BinderKey(new TrafficSecret(hkdf, ExpandLabel.deriveSecret(hkdf, secret, label.encoded())));
    }
}
