package io.handfast.handshake.client.tls13;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.keyschedule.HandshakeSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.session.SessionFacts;
import io.handfast.suite.CipherSuite13;
import io.handfast.trace.KeyLog;
import java.util.Optional;

/**
 * What the ServerHello has settled, for all states after it (RFC 8446 §4.1.3, §7.1).
 *
 * @param resumed the session that the server takes up again
 * @param byExternalKey whether a key agreed outside of TLS authenticates the server
 * @param certificateTypes in which form each side shows its key, once EncryptedExtensions have told
 * @param transcript all messages so far; the one part that changes
 * @param handshakeSecret what the master secret will come from
 * @param clientHandshakeTrafficSecret protects our second flight
 * @param serverHandshakeTrafficSecret protects the server's flight
 */
record Handshake13(
        ClientOffer offer,
        CipherSuite13 suite,
        Optional<SessionFacts> resumed,
        boolean byExternalKey,
        CertificateTypes certificateTypes,
        Transcript transcript,
        HandshakeSecret handshakeSecret,
        TrafficSecret clientHandshakeTrafficSecret,
        TrafficSecret serverHandshakeTrafficSecret) {

    Handshake13 with(CertificateTypes agreed) {
        return new Handshake13(
                offer,
                suite,
                resumed,
                byExternalKey,
                agreed,
                transcript,
                handshakeSecret,
                clientHandshakeTrafficSecret,
                serverHandshakeTrafficSecret);
    }

    TlsConfig config() {
        return offer.config();
    }

    /** Gives a secret to the key log, if there is one. */
    void log(String label, Secret secret) {
        KeyLog keyLog = config().keyLog();
        if (keyLog.isOn()) {
            keyLog.secret(label, offer.hello().random().toArray(), secret.reveal());
        }
    }

    void destroy() {
        handshakeSecret.destroy();
        clientHandshakeTrafficSecret.destroy();
        serverHandshakeTrafficSecret.destroy();
    }
}
