package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerCredential;
import io.handfast.auth.PossessionProven;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.DheServerKeyExchange;
import io.handfast.message.EcdheServerKeyExchange;
import io.handfast.message.Received;
import io.handfast.message.ServerKeyExchange;
import io.handfast.suite.KeyExchange;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;

/** Waits for the server's ephemeral share and its signature over it (RFC 5246 §7.4.3, RFC 8422 §5.4). */
record WaitServerKeyExchange(Handshake12 handshake, PeerCredential shown) implements Negotiating {
    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        ServerKeyExchange message = expect(ServerKeyExchange.class, received);
        ServerParameters parameters = handshake.suite().keyExchange() == KeyExchange.DHE
                ? finiteField(DheServerKeyExchange.parse(message, dialect()), effects)
                : curve(EcdheServerKeyExchange.parse(message, dialect()), effects);
        handshake.transcript().add(received.raw());
        return new WaitCertificateRequestOrServerHelloDone(handshake, shown, parameters);
    }

    private ServerParameters curve(EcdheServerKeyExchange exchange, Effects effects) {
        // RFC 8422 §5.4: the curve is one that we offered
        NamedGroup group = handshake
                .config()
                .group(exchange.namedGroup())
                .filter(NamedGroup::usableIn12)
                .orElseThrow(() -> ILLEGAL_PARAMETER.because(String.format(
                        "server's share is in group 0x%04x, which we did not offer for " + handshake.version(),
                        exchange.namedGroup())));
        PossessionProven possession = verify(exchange.parameters(), exchange.scheme(), exchange.signature());
        effects.learned(effects.facts()
                .with()
                .group(group)
                .peerSignatureScheme(possession.scheme())
                .build());
        return new SignedShare(group, exchange.point(), possession);
    }

    private ServerParameters finiteField(DheServerKeyExchange exchange, Effects effects) {
        PossessionProven possession = verify(exchange.parameters(), exchange.scheme(), exchange.signature());
        FiniteFieldGroup group = SignedFiniteFieldShare.group(exchange, handshake.config());
        HandshakeFactsBuilder facts = effects.facts().with().peerSignatureScheme(possession.scheme());
        // RFC 7919 §3: the server may use a group of our list, or one that has no name
        handshake.config().groups().stream().filter(group::isSameAs).findFirst().ifPresent(facts::group);
        effects.learned(facts.build());
        return new SignedFiniteFieldShare(group, exchange.share(), possession);
    }

    private PossessionProven verify(Bytes parameters, int scheme, Bytes signature) {
        // RFC 5246 §7.4.3: both randoms are signed along, so that the signature serves this connection only
        byte[] signed = new WireWriter()
                .bytes(handshake.clientRandom())
                .bytes(handshake.serverRandom())
                .bytes(parameters)
                .toArray();
        return HandshakeSignatures.verify12(handshake.config(), shown.publicKey(), scheme, signed, signature);
    }
}
