package io.handfast.handshake.server.tls13;

import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.GoingOn;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.ApplicationSecrets;
import io.handfast.keyschedule.Exporter13;
import io.handfast.trace.KeyLog;

/**
 * Our Finished is out, or about to leave: the keys for what follows it can be made while the client works (RFC 8446 §7.1).
 *
 * @param flight owned by this object now; its transcript ends with our Finished
 */
record FlightSent(ServerFlightEnd13 flight) implements GoingOn {
    @Override
    public HandshakeState goOn(Effects effects) {
        TlsConfig config = flight.config();
        ApplicationSecrets secrets = ApplicationSecrets.derive(
                flight.handshakeSecret(), flight.transcript().hash());
        ServerHandshake13 handshake = new ServerHandshake13(
                config,
                flight.transcript(),
                flight.suite(),
                secrets.masterSecret().hkdf(),
                flight.hello().random(),
                flight.clientCertificateType(),
                flight.clientHandshakeTrafficSecret(),
                secrets.clientApplicationTrafficSecret0(),
                secrets.serverApplicationTrafficSecret0(),
                secrets.masterSecret(),
                flight.issuesTickets(),
                flight.hello().extensions().has(ExtensionType.POST_HANDSHAKE_AUTH));
        Secret exporterMasterSecret = secrets.exporterMasterSecret();
        try {
            log(KeyLog.EXPORTER_SECRET, exporterMasterSecret);
            effects.exportWith(new Exporter13(config.jca(), flight.suite().hash(), exporterMasterSecret));
            log(
                    KeyLog.CLIENT_TRAFFIC_SECRET_0,
                    handshake.clientApplicationTrafficSecret().secret());
            log(
                    KeyLog.SERVER_TRAFFIC_SECRET_0,
                    handshake.serverApplicationTrafficSecret().secret());
            effects.writeWith(ApplicationTraffic.writeProtection(
                    config, flight.suite(), handshake.serverApplicationTrafficSecret()));
            return next(handshake);
        } catch (RuntimeException failed) {
            // They are nobody's yet.
            handshake.destroy();
            exporterMasterSecret.destroy();
            throw failed;
        }
    }

    private HandshakeState next(ServerHandshake13 handshake) {
        // RFC 8446 §4.3.2: whoever has a pre-shared key was not asked.
        if (flight.credential().isPresent()
                && CertificateTypes.asksClient(flight.config(), flight.clientCertificateType())) {
            return new WaitCertificate(handshake);
        }
        PeerAuthenticated client = flight.byKey().isPresent()
                ? flight.byKey().get()
                : PeerAuthenticated.clientWithoutCertificate(flight.config(), ProtocolVersion.TLS13);
        return flight.early() ? new WaitEndOfEarlyData(handshake, client) : new KeysMade(handshake, client);
    }

    @Override
    public void destroy() {
        flight.destroy();
    }

    private void log(String label, Secret secret) {
        if (flight.config().keyLog().isOn()) {
            flight.config().keyLog().secret(label, flight.hello().random().toArray(), secret.reveal());
        }
    }
}
