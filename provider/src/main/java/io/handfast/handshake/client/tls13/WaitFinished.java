package io.handfast.handshake.client.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.crypto.Secret;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.MasterSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import io.handfast.record.Protections;
import io.handfast.trace.KeyLog;
import java.util.Optional;

/** Waits for the server's Finished, answers it, and moves on to application keys (RFC 8446 §4.4.4, §A.1 WAIT_FINISHED). */
record WaitFinished(Handshake13 handshake, Optional<CertificateRequest13> request, PeerAuthenticated peer)
        implements Negotiating {
    @Override
    public boolean costly() {
        // Only a wish for our certificate leads to a key manager and a signature.
        return request.isPresent();
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        Transcript transcript = handshake.transcript();
        FinishedVerified verified = FinishedVerified.check(
                handshake.serverHandshakeTrafficSecret().verifyData(transcript.hash()), finished);
        transcript.add(received.raw());

        ApplicationTraffic traffic = applicationTraffic(transcript.hash());
        effects.readWith(Protections.read13(traffic.jca(), traffic.suite(), traffic.readSecret()));
        ClientFinishedFlight.send(handshake, request, effects);
        effects.writeWith(Protections.write13(traffic.jca(), traffic.suite(), traffic.writeSecret()));
        handshake.destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return new Connected(traffic);
    }

    private ApplicationTraffic applicationTraffic(byte[] transcriptHash) {
        MasterSecret masterSecret = handshake.handshakeSecret().masterSecret();
        TrafficSecret client = masterSecret.clientApplicationTrafficSecret0(transcriptHash);
        TrafficSecret server = masterSecret.serverApplicationTrafficSecret0(transcriptHash);
        handshake.log(KeyLog.CLIENT_TRAFFIC_SECRET_0, client.secret());
        handshake.log(KeyLog.SERVER_TRAFFIC_SECRET_0, server.secret());
        if (handshake.config().keyLog().isOn()) {
            Secret exporter = masterSecret.exporterMasterSecret(transcriptHash);
            handshake.log(KeyLog.EXPORTER_SECRET, exporter);
            exporter.destroy();
        }
        masterSecret.destroy();
        return ApplicationTraffic.of(handshake.config().jca(), handshake.suite(), server, client);
    }
}
