package io.handfast.handshake.server.tls12;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.iana.CertificateType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Prf;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.ServerHello;
import io.handfast.suite.CipherSpec;
import io.handfast.wire.Bytes;

/**
 * What stays the same for all of a server's states once both hellos are exchanged (RFC 5246 §7.4.1).
 *
 * @param extendedMasterSecret whether the master secret is bound to the transcript (RFC 7627)
 * @param promisesTicket whether a NewSessionTicket comes before our Finished (RFC 5077 §3.3)
 * @param clientCertificateType in which form the client shows its key
 */
record ServerHandshake12(
        TlsConfig config,
        Transcript transcript,
        CipherSpec cipherSpec,
        Prf prf,
        Bytes clientRandom,
        Bytes serverRandom,
        boolean extendedMasterSecret,
        boolean promisesTicket,
        CertificateType clientCertificateType) {
    /** From both hellos; the transcript, which has the first of them, learns what it is hashed with. */
    static ServerHandshake12 of(
            TlsConfig config,
            Transcript transcript,
            ClientHello hello,
            HelloAnswer answer,
            ServerHello serverHello,
            CertificateType clientCertificateType) {
        CipherSpec cipherSpec = new CipherSpec(answer.version(), answer.suite(), answer.encryptThenMac());
        transcript.hashWith(cipherSpec);
        return new ServerHandshake12(
                config,
                transcript,
                cipherSpec,
                new Prf(config.jca(), cipherSpec),
                hello.random(),
                serverHello.random(),
                answer.extendedMasterSecret(),
                answer.promisesTicket(),
                clientCertificateType);
    }

    /**
     * Hands over what exports keying material after this handshake.
     *
     * @param firstFinished the verify_data of the Finished that came first
     */
    void exportWith(MasterSecret12 masterSecret, Bytes firstFinished, Effects effects) {
        // RFC 7627 §5.4: without the extended master secret nothing is exported
        if (extendedMasterSecret) {
            effects.exportWith(masterSecret.exporter(clientRandom, serverRandom, firstFinished));
        }
    }

    ProtocolVersion version() {
        return cipherSpec.version();
    }

    /** How the client's messages are to be read. */
    Dialect dialect() {
        return Dialect.of(version());
    }
}
