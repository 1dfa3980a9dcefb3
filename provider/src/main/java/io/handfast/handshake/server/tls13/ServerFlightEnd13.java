package io.handfast.handshake.server.tls13;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.GoingOn;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.CertificateType;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Exporter13;
import io.handfast.keyschedule.HandshakeSecret;
import io.handfast.keyschedule.MasterSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Finished;
import io.handfast.suite.CipherSuite13;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * The server's flight from CertificateVerify to Finished, and the keys for what follows it (RFC 8446 §4.4.3, §4.4.4, §7.1).
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

        MasterSecret masterSecret = handshakeSecret.masterSecret();
        byte[] finishedHash = transcript.hash();
        ServerHandshake13 handshake = new ServerHandshake13(
                config,
                transcript,
                suite,
                masterSecret.hkdf(),
                hello.random(),
                clientCertificateType,
                clientHandshakeTrafficSecret,
                masterSecret.clientApplicationTrafficSecret0(finishedHash),
                masterSecret.serverApplicationTrafficSecret0(finishedHash),
                masterSecret,
                issuesTickets,
                hello.extensions().has(ExtensionType.POST_HANDSHAKE_AUTH));
        Secret exporterMasterSecret = masterSecret.exporterMasterSecret(finishedHash);
        try {
            log(KeyLog.EXPORTER_SECRET, exporterMasterSecret);
            effects.exportWith(new Exporter13(config.jca(), suite.hash(), exporterMasterSecret));
            log(
                    KeyLog.CLIENT_TRAFFIC_SECRET_0,
                    handshake.clientApplicationTrafficSecret().secret());
            log(
                    KeyLog.SERVER_TRAFFIC_SECRET_0,
                    handshake.serverApplicationTrafficSecret().secret());
            effects.writeWith(
                    ApplicationTraffic.writeProtection(config, suite, handshake.serverApplicationTrafficSecret()));
            // RFC 8446 §4.3.2: whoever has a pre-shared key was not asked.
            if (credential.isPresent() && CertificateTypes.asksClient(config, clientCertificateType)) {
                return new WaitCertificate(handshake);
            }
            PeerAuthenticated client = byKey.isPresent()
                    ? byKey.get()
                    : PeerAuthenticated.clientWithoutCertificate(config, ProtocolVersion.TLS13);
            return early ? new WaitEndOfEarlyData(handshake, client) : new FlightSent(handshake, client);
        } catch (RuntimeException failed) {
            // They are nobody's yet.
            handshake.destroy();
            exporterMasterSecret.destroy();
            throw failed;
        }
    }

    @Override
    public void destroy() {
        handshakeSecret.destroy();
        clientHandshakeTrafficSecret.destroy();
        serverHandshakeTrafficSecret.destroy();
    }

    private void log(String label, Secret secret) {
        if (config.keyLog().isOn()) {
            config.keyLog().secret(label, hello.random().toArray(), secret.reveal());
        }
    }
}
