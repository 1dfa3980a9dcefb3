package io.handfast.handshake.client.tls13;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.CredentialChoice;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.HandshakeSignatures.Signer;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.handshake.CertificateCompression;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.WantedChain;
import io.handfast.iana.CodePoints;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Finished;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Our second flight: a chain and the proof of its key where they were asked for, and Finished (RFC 8446 §4.4). */
final class ClientFinishedFlight {
    private ClientFinishedFlight() {}

    static void send(Handshake13 handshake, Optional<CertificateRequest13> request, Effects effects) {
        // RFC 8446 §D.4: once, before our second flight; after a retry that was the second ClientHello, and with early
        // data the first
        if (handshake.config().middleboxCompatibility()
                && handshake.offer().retry().isEmpty()
                && !handshake.offer().offersEarlyData()) {
            effects.sendChangeCipherSpec();
        }
        EarlyDataAnswer.end(handshake, effects);
        // RFC 8446 §4.4.2: a Certificate goes out if and only if one was asked for
        Transcript transcript = handshake.transcript();
        if (request.isPresent()) {
            authenticate(
                    CertificateTypes.showing(
                            handshake.config(), handshake.certificateTypes().client()),
                    transcript,
                    request.get(),
                    effects);
        }
        byte[] verifyData = handshake.clientHandshakeTrafficSecret().verifyData(transcript.hash());
        transcript.add(effects.send(new Finished(Bytes.owning(verifyData))));
    }

    /** A chain and the proof of its key, or the word that we have none; each message goes into the transcript. */
    static void authenticate(TlsConfig config, Transcript transcript, CertificateRequest13 request, Effects effects) {
        Optional<ChosenCredential> chosen = choose(config, request);
        chosen.ifPresent(found -> effects.learned(effects.facts()
                .with()
                .localCertificates(found.credential().chain())
                .build()));
        List<CertificateEntry> entries = chosen.map(found -> found.credential().encoded()).orElse(List.of()).stream()
                .map(certificate -> new CertificateEntry(certificate, ExtensionBlock.empty()))
                .toList();
        // RFC 8446 §4.4.2.3: with nothing suitable to show, the list is empty and no CertificateVerify follows
        transcript.add(effects.send(CertificateCompression.pack(
                config, new Certificate13(request.context(), entries), request.extensions())));
        chosen.ifPresent(credential -> transcript.add(
                effects.send(HandshakeSignatures.sign13(config, credential, Signer.CLIENT, transcript.hash()))));
    }

    /**
     * Our credential for the request. Filters by certificate extension are left to the server: we recognise none, and
     * those are passed over (RFC 8446 §4.2.5).
     */
    private static Optional<ChosenCredential> choose(TlsConfig config, CertificateRequest13 request) {
        CodePoints schemes = request.extensions()
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::schemes)
                .orElse(CodePoints.none());
        return CredentialChoice.client(
                config, schemes, WantedChain.authorities(request.extensions()), true, keyType -> true);
    }
}
