package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PossessionProven;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.Encapsulated;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.message.ClientKeyExchange;
import io.handfast.wire.Bytes;

/** An ephemeral share that the server signed: the key exchange of the ECDHE suites (RFC 8422 §5.4, §5.7, §5.10). */
record SignedShare(NamedGroup group, Bytes point, PossessionProven possession) implements ServerParameters {
    @Override
    public ClientShare answer(TlsConfig config) {
        try {
            Encapsulated ours = group.encapsulate(config.ephemeralKeys(), point.toArray());
            return new ClientShare(ClientKeyExchange.ecdhe(Bytes.copyOf(ours.share())), ours.secret());
        } catch (InvalidKeyShareException e) {
            // RFC 8422 §5.11: the point must be on the curve, and the result must not be zero
            throw ILLEGAL_PARAMETER.because("server's point is no element of " + group.ianaName(), e);
        }
    }

    @Override
    public PeerAuthenticated authenticated(ChainVerified chain, FinishedVerified finished) {
        return PeerAuthenticated.of(chain, possession);
    }
}
