package io.handfast.handshake.client.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.Exporter13;
import io.handfast.keyschedule.MasterSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.trace.KeyLog;
import java.util.List;
import java.util.Optional;

/**
 * Waits for the server's Finished, answers it, and moves on to application keys (RFC 8446 §4.4.4, §A.1 WAIT_FINISHED).
 *
 * @param byCertificate who the server is; in a resumption the Finished itself will tell
 */
record WaitFinished(
        Handshake13 handshake, Optional<CertificateRequest13> request, Optional<PeerAuthenticated> byCertificate)
        implements Negotiating {
    @Override
    public boolean costly() {
        // A wish for our certificate leads to a key manager and a signature, a second look at the server's to a trust
        // manager.
        return request.isPresent()
                || byCertificate.isEmpty() && handshake.config().options().verifiesOnResumption();
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        Transcript transcript = handshake.transcript();
        FinishedVerified verified = FinishedVerified.check(
                handshake.serverHandshakeTrafficSecret().verifyData(transcript.hash()), finished);
        PeerAuthenticated peer = byCertificate.isPresent() ? byCertificate.get() : byKey(verified);
        transcript.add(received.raw());

        TlsConfig config = handshake.config();
        MasterSecret masterSecret = handshake.handshakeSecret().masterSecret();
        byte[] hash = transcript.hash();
        TrafficSecret writeSecret = masterSecret.clientApplicationTrafficSecret0(hash);
        TrafficSecret readSecret = masterSecret.serverApplicationTrafficSecret0(hash);
        Secret exporterMasterSecret = masterSecret.exporterMasterSecret(hash);
        try {
            handshake.log(KeyLog.CLIENT_TRAFFIC_SECRET_0, writeSecret.secret());
            handshake.log(KeyLog.SERVER_TRAFFIC_SECRET_0, readSecret.secret());
            handshake.log(KeyLog.EXPORTER_SECRET, exporterMasterSecret);
            effects.exportWith(new Exporter13(config.jca(), handshake.suite().hash(), exporterMasterSecret));
            effects.readWith(ApplicationTraffic.readProtection(config, handshake.suite(), readSecret));
            ClientFinishedFlight.send(handshake, request, effects);
            effects.writeWith(ApplicationTraffic.writeProtection(config, handshake.suite(), writeSecret));
        } catch (RuntimeException failed) {
            // They are nobody's yet.
            masterSecret.destroy();
            writeSecret.destroy();
            readSecret.destroy();
            exporterMasterSecret.destroy();
            throw failed;
        }
        Optional<TicketKeeper> tickets = keeper(masterSecret, transcript);
        masterSecret.destroy();
        handshake.destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return new Connected(
                ApplicationTraffic.of(config, handshake.suite(), readSecret, writeSecret),
                tickets,
                authentication(transcript));
    }

    private boolean mayBeAskedLater() {
        return handshake.offer().hello().extensions().has(ExtensionType.POST_HANDSHAKE_AUTH);
    }

    private Optional<PostHandshakeAuthentication> authentication(Transcript transcript) {
        return mayBeAskedLater()
                ? Optional.of(new PostHandshakeAuthentication(
                        CertificateTypes.showing(
                                handshake.config(), handshake.certificateTypes().client()),
                        transcript.copy(),
                        List.of()))
                : Optional.empty();
    }

    /** By the pre-shared key, which nobody but the server could have made this Finished with. */
    private PeerAuthenticated byKey(FinishedVerified verified) {
        return handshake.byExternalKey() ? PeerAuthenticated.byExternalKey(verified) : resumed(verified);
    }

    private PeerAuthenticated resumed(FinishedVerified verified) {
        SessionFacts session = handshake.resumed().orElseThrow();
        if (handshake.config().options().verifiesOnResumption()) {
            PeerChain.verifyServer(
                    handshake.config(), PeerCredential.of(session.peerCertificates()), WaitCertificateVerify.AUTH_TYPE);
        }
        return PeerAuthenticated.resumed(session, verified);
    }

    /** Only who remembers sessions, and may make them, keeps what tickets need. */
    private Optional<TicketKeeper> keeper(MasterSecret masterSecret, Transcript transcript) {
        Sessions sessions = handshake.config().sessions();
        // A session that no chain stands behind is not taken up: its key would say less than the one agreed on.
        boolean keeps = !handshake.byExternalKey()
                && sessions.remembers()
                && sessions.creationEnabled()
                && sessions.peer().isPresent();
        if (!keeps) {
            return Optional.empty();
        }
        byte[] hash = mayBeAskedLater() ? transcript.hash() : transcript.lastHash();
        return Optional.of(new TicketKeeper(
                handshake.config(), handshake.suite(), masterSecret.hkdf(), masterSecret.resumptionMasterSecret(hash)));
    }
}
