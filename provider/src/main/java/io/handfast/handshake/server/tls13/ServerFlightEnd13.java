package io.handfast.handshake.server.tls13;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.GoingOn;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.CertificateType;
import io.handfast.keyschedule.HandshakeSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Finished;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * The server's flight from CertificateVerify to Finished (RFC 8446 §4.4.3, §4.4.4).
 *
 * <p>While we sign, the client can already agree on the keys and read our chain, if that is on its way.
 *
 * @param credential what we have shown; none with a pre-shared key
 * @param early whether early data comes first
 * @param byKey who the client is by a pre-shared key
 * @param issuesTickets whether the client gets tickets once all is done
 */
record ServerFlightEnd13(
        TlsConfig config,
        Transcript transcript,
        CipherSuite13 suite,
        ClientHello hello,
        CertificateType clientCertificateType,
        Optional<ChosenCredential> credential,
        HandshakeSecret handshakeSecret,
        TrafficSecret clientHandshakeTrafficSecret,
        TrafficSecret serverHandshakeTrafficSecret,
        boolean early,
        Optional<PeerAuthenticated> byKey,
        boolean issuesTickets)
        implements GoingOn {
    @Override
    public HandshakeState goOn(Effects effects) {
        if (credential.isPresent()) {
            transcript.add(effects.send(HandshakeSignatures.sign13(
                    config, credential.get(), HandshakeSignatures.Signer.SERVER, transcript.hash())));
        }
        byte[] verifyData = serverHandshakeTrafficSecret.verifyData(transcript.hash());
        transcript.add(effects.send(new Finished(Bytes.owning(verifyData))));
        serverHandshakeTrafficSecret.destroy();
        return new FlightSent(this);
    }

    @Override
    public void destroy() {
        handshakeSecret.destroy();
        clientHandshakeTrafficSecret.destroy();
        serverHandshakeTrafficSecret.destroy();
    }
}
