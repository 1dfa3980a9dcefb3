package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.PeerCredential;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/**
 * What of a finished handshake binds the next one on the same connection to it (RFC 5746 §3.1, §3.5).
 *
 * @param clientVerifyData what our Finished said
 * @param serverVerifyData what the server's Finished said
 * @param server the server's own certificate or raw key, which must not change
 * @param encryptThenMac whether this handshake or one before it has agreed on encrypt-then-MAC (RFC 7366 §3.1)
 * @param sessionId of the session that the connection began with
 * @param renegotiations how many there have been
 */
record EarlierHandshake12(
        TlsConfig config,
        ProtocolVersion version,
        Bytes clientVerifyData,
        Bytes serverVerifyData,
        PeerCredential server,
        Optional<String> applicationProtocol,
        boolean encryptThenMac,
        Bytes sessionId,
        int renegotiations) {

    /** What the next handshake may offer: this version, nothing of a session, and no signal that the first one was for. */
    TlsConfig offering() {
        return new TlsConfigBuilder(config)
                .versions(List.of(version))
                .sessions(config.sessions().withRemembering(false))
                .options(withoutFallback(config.options()))
                .build();
    }

    private static ConnectionOptions withoutFallback(ConnectionOptions options) {
        return options.withOldPeers(options.oldPeers().withSignalsFallback(false));
    }

    /** The extension of the next ClientHello. */
    RenegotiationInfo offer() {
        return new RenegotiationInfo(clientVerifyData);
    }

    void checkAnswer(ExtensionBlock extensions) {
        Bytes both =
                new WireWriter().bytes(clientVerifyData).bytes(serverVerifyData).toBytes();
        // RFC 5746 §3.5: the extension must be there and hold what both Finished said, or somebody spliced two
        // connections
        if (extensions
                .find(RenegotiationInfo.class)
                .filter(answer -> answer.renegotiatedConnection().equals(both))
                .isEmpty()) {
            throw HANDSHAKE_FAILURE.because("server's renegotiation is not bound to the handshake before it");
        }
    }

    void checkServer(PeerCredential shown) {
        // RFC 5246 §F.1.1, and the attack on three handshakes: who we spoke with must be who we speak with
        if (!shown.sameAs(server)) {
            throw BAD_CERTIFICATE.because("the server changed its certificate in a renegotiation, from " + server.name()
                    + " to " + shown.name());
        }
    }

    void checkProtection(CipherSpec next) {
        // RFC 7366 §3.1: there is no way back to MAC-then-encrypt, not even over a suite without a MAC of its own
        if (encryptThenMac && !next.encryptThenMac() && next.suite().bulkCipher() instanceof CbcBulkCipher) {
            throw HANDSHAKE_FAILURE.because("server gives up encrypt-then-MAC in a renegotiation, and chose "
                    + next.suite().ianaName() + " without it");
        }
    }

    /** The application protocol goes on; data of it may be under way (RFC 7301 §3.1). */
    Optional<String> checkProtocol(Optional<String> answer) {
        if (answer.isPresent() && !answer.equals(applicationProtocol)) {
            throw ILLEGAL_PARAMETER.because("server changed the application protocol in a renegotiation, from "
                    + applicationProtocol.orElse("none") + " to " + answer.get());
        }
        return applicationProtocol;
    }
}
