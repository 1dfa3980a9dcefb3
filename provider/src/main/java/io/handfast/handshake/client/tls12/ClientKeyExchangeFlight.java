package io.handfast.handshake.client.tls12;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.CredentialChoice;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.client.tls12.ServerParameters.ClientShare;
import io.handfast.iana.CertificateType;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Prf;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate12;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.CertificateVerify;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Our second flight: the chain that was asked for, our half of the key exchange, the proof of our key, the change of keys
 * and Finished (RFC 5246 §7.3, §7.4.6 to §7.4.9).
 */
final class ClientKeyExchangeFlight {
    private ClientKeyExchangeFlight() {}

    /**
     * What the flight leaves behind.
     *
     * @param keys those that the server's Finished will come under
     * @param verifyData what our Finished said
     */
    record Sent(ClientKeys12 keys, Bytes verifyData) {}

    /** Sends the flight. */
    static Sent send(
            Handshake12 handshake,
            ServerParameters parameters,
            Optional<CertificateRequest12> request,
            Effects effects) {
        Transcript transcript = handshake.transcript();
        Optional<ChosenCredential> credential = request.flatMap(wanted -> choose(handshake, wanted));
        if (request.isPresent()) {
            // RFC 5246 §7.4.6: with nothing suitable to show, the list is empty
            transcript.add(effects.send(new Certificate12(
                    credential.map(chosen -> chosen.credential().encoded()).orElse(List.of()),
                    handshake.certificateTypes().client() == CertificateType.RAW_PUBLIC_KEY)));
        }
        credential.ifPresent(chosen -> effects.learned(effects.facts()
                .with()
                .localCertificates(chosen.credential().chain())
                .build()));
        ClientShare share = parameters.answer(handshake.config());
        transcript.add(effects.send(share.message()));
        MasterSecret12 masterSecret = masterSecret(handshake, share.premasterSecret());
        return finish(handshake, masterSecret, credential, effects);
    }

    /** The proof of our key, and what comes under new keys; the master secret belongs to what is returned. */
    static Sent finish(
            Handshake12 handshake,
            MasterSecret12 masterSecret,
            Optional<ChosenCredential> credential,
            Effects effects) {
        Transcript transcript = handshake.transcript();
        try {
            // RFC 5246 §7.4.8: signed are all messages so far
            credential.ifPresent(chosen -> transcript.add(effects.send(new CertificateVerify(
                    chosen.named(handshake.version()),
                    HandshakeSignatures.sign12(handshake.config(), chosen, transcript.messages())))));
            transcript.releaseMessages();
            ClientKeys12 keys = ClientKeys12.derive(handshake, masterSecret);
            Bytes verifyData = keys.finish(handshake, effects);
            handshake.exportWith(masterSecret, verifyData, effects);
            return new Sent(keys, verifyData);
        } catch (RuntimeException failed) {
            // It is nobody's yet.
            masterSecret.destroy();
            throw failed;
        }
    }

    private static MasterSecret12 masterSecret(Handshake12 handshake, Secret premasterSecret) {
        Prf prf = new Prf(handshake.config().jca(), handshake.cipherSpec());
        // RFC 7627 §4: the session hash ends with the ClientKeyExchange
        return handshake.extendedMasterSecret()
                ? MasterSecret12.extended(
                        prf, premasterSecret, handshake.transcript().hash())
                : MasterSecret12.of(
                        prf,
                        premasterSecret,
                        handshake.clientRandom().toArray(),
                        handshake.serverRandom().toArray());
    }

    private static Optional<ChosenCredential> choose(Handshake12 handshake, CertificateRequest12 request) {
        List<byte[]> authorities =
                request.authorities().stream().map(Bytes::toArray).toList();
        // RFC 5246 §7.4.4: the key is of a kind, and the scheme one, that the server lists
        Predicate<String> keyTypes = keyType -> lists(request.certificateTypes(), certificateType(keyType));
        TlsConfig config = CertificateTypes.showing(
                handshake.config(), handshake.certificateTypes().client());
        return handshake.version().before12()
                ? CredentialChoice.clientBefore12(config, authorities, keyTypes)
                : CredentialChoice.client(config, request.signatureAlgorithms(), authorities, false, keyTypes);
    }

    private static int certificateType(String keyType) {
        return keyType.startsWith("RSA") ? CertificateRequest12.RSA_SIGN : CertificateRequest12.ECDSA_SIGN;
    }

    private static boolean lists(Bytes certificateTypes, int wanted) {
        for (int i = 0; i < certificateTypes.length(); i++) {
            if (certificateTypes.at(i) == wanted) {
                return true;
            }
        }
        return false;
    }
}
