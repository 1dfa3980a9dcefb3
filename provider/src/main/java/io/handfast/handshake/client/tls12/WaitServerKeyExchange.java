package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PossessionProven;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.EcdheServerKeyExchange;
import io.handfast.message.Received;
import io.handfast.message.ServerKeyExchange;
import io.handfast.wire.WireWriter;
import java.security.cert.X509Certificate;
import java.util.List;

/** Waits for the server's ephemeral share and its signature over it (RFC 5246 §7.4.3, RFC 8422 §5.4). */
record WaitServerKeyExchange(Handshake12 handshake, List<X509Certificate> chain) implements Negotiating {
    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        EcdheServerKeyExchange exchange = EcdheServerKeyExchange.parse(expect(ServerKeyExchange.class, received));
        // RFC 8422 §5.4: the curve is one that we offered
        NamedGroup group = handshake
                .config()
                .group(exchange.namedGroup())
                .filter(NamedGroup::usableIn12)
                .orElseThrow(() -> ILLEGAL_PARAMETER.because(String.format(
                        "server's share is in group 0x%04x, which we did not offer for TLS 1.2",
                        exchange.namedGroup())));
        PossessionProven possession = HandshakeSignatures.verify12(
                handshake.config(),
                chain.get(0).getPublicKey(),
                exchange.scheme(),
                signedContent(exchange),
                exchange.signature());
        effects.learned(effects.facts()
                .with()
                .group(group)
                .peerSignatureScheme(possession.scheme())
                .build());
        handshake.transcript().add(received.raw());
        return new WaitCertificateRequestOrServerHelloDone(
                handshake, chain, new SignedShare(group, exchange.point(), possession));
    }

    private byte[] signedContent(EcdheServerKeyExchange exchange) {
        // RFC 8422 §5.4: both randoms are signed along, so that the signature serves this connection only
        return new WireWriter()
                .bytes(handshake.clientRandom())
                .bytes(handshake.serverRandom())
                .bytes(exchange.parameters())
                .toArray();
    }
}
