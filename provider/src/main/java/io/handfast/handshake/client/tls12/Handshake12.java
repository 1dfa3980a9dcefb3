package io.handfast.handshake.client.tls12;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Transcript;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * What the ServerHello has settled, for all states after it (RFC 5246 §7.4.1.3, RFC 7627 §5.1).
 *
 * @param transcript all messages so far; the one part that changes
 * @param extendedMasterSecret whether the master secret is bound to the transcript
 * @param ticketPromised whether the server sends a ticket before its Finished (RFC 5077 §3.2)
 * @param serverSessionId the id in the ServerHello; empty if the server keeps no session
 * @param secureRenegotiation whether the server knows how to bind handshakes to one another (RFC 5746)
 * @param statusKinds the kinds of CertificateStatus that the server may send; none if it does not say that it will (RFC 6066 §8)
 * @param earlier the handshake that this one renegotiates
 * @param certificateTypes in which form each side shows its key
 */
record Handshake12(
        ClientOffer offer,
        CipherSpec cipherSpec,
        Bytes serverRandom,
        boolean extendedMasterSecret,
        boolean ticketPromised,
        Bytes serverSessionId,
        boolean secureRenegotiation,
        CodePoints statusKinds,
        Optional<EarlierHandshake12> earlier,
        CertificateTypes certificateTypes,
        Transcript transcript) {

    CipherSuite12 suite() {
        return cipherSpec.suite();
    }

    ProtocolVersion version() {
        return cipherSpec.version();
    }

    TlsConfig config() {
        return offer.config();
    }

    Bytes clientRandom() {
        return offer.hello().random();
    }

    /**
     * Hands over what exports keying material after this handshake.
     *
     * @param firstFinished the verify_data of the Finished that came first
     */
    void exportWith(MasterSecret12 masterSecret, Bytes firstFinished, Effects effects) {
        // RFC 7627 §5.4: without the extended master secret nothing is exported
        if (extendedMasterSecret) {
            effects.exportWith(masterSecret.exporter(clientRandom(), serverRandom, firstFinished));
        }
    }
}
