package io.handfast.handshake.server.tls13;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.Hkdf;
import io.handfast.iana.CertificateType;
import io.handfast.keyschedule.MasterSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;

/**
 * What stays the same for all of a TLS 1.3 server's states once its flight is out (RFC 8446 §2).
 *
 * @param clientCertificateType in which form the client shows its key
 * @param clientHandshakeTrafficSecret verifies the client's Finished
 * @param clientApplicationTrafficSecret opens what the client sends after its Finished
 * @param serverApplicationTrafficSecret protects what we send after ours
 * @param masterSecret what the keys of tickets will come from
 * @param issuesTickets whether the client gets tickets once all is done
 * @param mayAskLater whether the client may be asked for its certificate after the handshake
 */
record ServerHandshake13(
        TlsConfig config,
        Transcript transcript,
        CipherSuite13 suite,
        Hkdf hkdf,
        Bytes clientRandom,
        CertificateType clientCertificateType,
        TrafficSecret clientHandshakeTrafficSecret,
        TrafficSecret clientApplicationTrafficSecret,
        TrafficSecret serverApplicationTrafficSecret,
        MasterSecret masterSecret,
        boolean issuesTickets,
        boolean mayAskLater) {
    void destroy() {
        clientHandshakeTrafficSecret.destroy();
        clientApplicationTrafficSecret.destroy();
        serverApplicationTrafficSecret.destroy();
        masterSecret.destroy();
    }
}
