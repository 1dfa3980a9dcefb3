package io.handfast.handshake.client.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.GoingOn;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.ApplicationSecrets;
import io.handfast.keyschedule.Exporter13;
import io.handfast.keyschedule.MasterSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.session.Sessions;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Our Finished is out, or about to leave; what is left are the keys of application data and of tickets (RFC 8446 §7.1, §A.1).
 *
 * @param serversFinished the hash of all messages up to the server's Finished
 */
record FinishedSent(Handshake13 handshake, PeerAuthenticated peer, FinishedVerified verified, Bytes serversFinished)
        implements GoingOn {
    @Override
    public HandshakeState goOn(Effects effects) {
        TlsConfig config = handshake.config();
        ApplicationSecrets secrets = ApplicationSecrets.derive(handshake.handshakeSecret(), serversFinished.toArray());
        TrafficSecret writeSecret = secrets.clientApplicationTrafficSecret0();
        TrafficSecret readSecret = secrets.serverApplicationTrafficSecret0();
        try {
            handshake.log(KeyLog.CLIENT_TRAFFIC_SECRET_0, writeSecret.secret());
            handshake.log(KeyLog.SERVER_TRAFFIC_SECRET_0, readSecret.secret());
            handshake.log(KeyLog.EXPORTER_SECRET, secrets.exporterMasterSecret());
            effects.exportWith(new Exporter13(config.jca(), handshake.suite().hash(), secrets.exporterMasterSecret()));
            effects.readWith(ApplicationTraffic.readProtection(config, handshake.suite(), readSecret));
            effects.writeWith(ApplicationTraffic.writeProtection(config, handshake.suite(), writeSecret));
            ApplicationTraffic traffic = ApplicationTraffic.of(config, handshake.suite(), readSecret, writeSecret);
            Optional<PostHandshakeAuthentication> authentication = authentication();
            // The last that may fail: nobody else knows of its secret.
            Connected connected = new Connected(traffic, keeper(secrets.masterSecret()), authentication);
            secrets.masterSecret().destroy();
            handshake.destroy();
            effects.established(new Established(effects.facts(), peer, verified));
            return connected;
        } catch (RuntimeException failed) {
            // They are nobody's yet.
            secrets.destroy();
            throw failed;
        }
    }

    private boolean mayBeAskedLater() {
        return handshake.offer().hello().extensions().has(ExtensionType.POST_HANDSHAKE_AUTH);
    }

    private Optional<PostHandshakeAuthentication> authentication() {
        return mayBeAskedLater()
                ? Optional.of(new PostHandshakeAuthentication(
                        CertificateTypes.showing(
                                handshake.config(), handshake.certificateTypes().client()),
                        handshake.transcript().copy(),
                        List.of()))
                : Optional.empty();
    }

    /** Only who remembers sessions, and may make them, keeps what tickets need. */
    private Optional<TicketKeeper> keeper(MasterSecret masterSecret) {
        Sessions sessions = handshake.config().sessions();
        // A session that no chain stands behind is not taken up: its key would say less than the one agreed on.
        boolean keeps = !handshake.byExternalKey()
                && sessions.remembers()
                && sessions.creationEnabled()
                && sessions.peer().isPresent();
        if (!keeps) {
            return Optional.empty();
        }
        Transcript transcript = handshake.transcript();
        byte[] hash = mayBeAskedLater() ? transcript.hash() : transcript.lastHash();
        return Optional.of(new TicketKeeper(
                handshake.config(), handshake.suite(), masterSecret.hkdf(), masterSecret.resumptionMasterSecret(hash)));
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
