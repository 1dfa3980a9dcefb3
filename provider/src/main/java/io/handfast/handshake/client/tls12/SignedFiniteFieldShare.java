package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.INSUFFICIENT_SECURITY;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PossessionProven;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.Encapsulated;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.DheServerKeyExchange;
import io.handfast.wire.Bytes;

/** An ephemeral share in a group of the server's choice, signed with it: the key exchange of the DHE suites (RFC 5246 §7.4.3, RFC 7919). */
record SignedFiniteFieldShare(FiniteFieldGroup group, Bytes share, PossessionProven possession)
        implements ServerParameters {
    /** Below, a group is within reach of those who can pay for it (RFC 9325 §4.1). */
    private static final int LEAST_BITS = 2048;

    /** Above, one agreement takes longer than anybody waits. */
    private static final int MOST_BITS = 8192;

    /** The group that the server signed, if it will do. */
    static FiniteFieldGroup group(DheServerKeyExchange exchange, TlsConfig config) {
        int bits = bits(exchange.prime());
        if (bits < LEAST_BITS) {
            throw INSUFFICIENT_SECURITY.because(
                    "server's Diffie-Hellman group has " + bits + " bits; we take " + LEAST_BITS + " to " + MOST_BITS);
        }
        if (bits > MOST_BITS) {
            throw ILLEGAL_PARAMETER.because(
                    "server's Diffie-Hellman group has " + bits + " bits; we take " + LEAST_BITS + " to " + MOST_BITS);
        }
        try {
            FiniteFieldGroup group = FiniteFieldGroup.of(
                    exchange.prime().toArray(), exchange.generator().toArray());
            config.options().finiteFields().objection(group, config.jca()).ifPresent(rule -> {
                throw INSUFFICIENT_SECURITY.because(
                        "server's Diffie-Hellman group of " + bits + " bits is not allowed by " + rule);
            });
            return group;
        } catch (InvalidKeyShareException e) {
            throw ILLEGAL_PARAMETER.because("server's Diffie-Hellman group is none: " + e.getMessage(), e);
        }
    }

    @Override
    public ClientShare answer(TlsConfig config) {
        // RFC 7919 §3, §5.1: only 1 < dh_Ys < dh_p - 1 keeps the secret from being known to everyone
        if (!group.contains(share.toArray())) {
            throw HANDSHAKE_FAILURE.because("server's key share is not between 1 and p - 1");
        }
        try {
            Encapsulated ours = group.encapsulate(config.jca(), config.random(), share.toArray());
            return new ClientShare(ClientKeyExchange.dhe(Bytes.copyOf(ours.share())), ours.secret());
        } catch (InvalidKeyShareException e) {
            throw ILLEGAL_PARAMETER.because("server's share is refused: " + e.getMessage(), e);
        }
    }

    @Override
    public PeerAuthenticated authenticated(ChainVerified chain, FinishedVerified finished) {
        return PeerAuthenticated.of(chain, possession);
    }

    /** The length of a number in bits; known before any arithmetic is done with it. */
    private static int bits(Bytes number) {
        for (int i = 0; i < number.length(); i++) {
            int value = number.at(i) & 0xff;
            if (value != 0) {
                return 8 * (number.length() - i) - (Integer.numberOfLeadingZeros(value) - 24);
            }
        }
        return 0;
    }
}
