package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.handshake.ExternalKey;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.MessageCodec;
import io.handfast.wire.Bytes;
import java.util.List;

/** The keys agreed outside of TLS that a ClientHello offers, and their binders (RFC 8446 §4.2.11). */
final class OfferedExternalKeys {
    private OfferedExternalKeys() {}

    /** How the keys may be used: with a key exchange, or where the program says so also alone. */
    static PskKeyExchangeModes modes(TlsConfig config) {
        return config.options().keysAlone()
                ? new PskKeyExchangeModes(
                        Bytes.copyOf(new byte[] {PskKeyExchangeModes.PSK_DHE_KE, PskKeyExchangeModes.PSK_KE}))
                : OfferedSession.MODES;
    }

    /** The extension with a place for each binder. */
    static PreSharedKey.Offered unbound(List<ExternalKey> keys) {
        return new PreSharedKey.Offered(
                // RFC 8446 §4.2.11: for identities established externally the age is 0
                keys.stream().map(key -> new PskIdentity(key.wireIdentity(), 0)).toList(),
                keys.stream()
                        .map(key -> Bytes.owning(new byte[key.hash().length()]))
                        .toList());
    }

    /** The offer with the binders in place. */
    static ClientOffer bind(ClientOffer offer, Transcript transcript) {
        PreSharedKey.Offered unbound =
                offer.hello().extensions().find(PreSharedKey.Offered.class).orElseThrow();
        Bytes message = MessageCodec.encode(offer.hello());
        List<Bytes> binders = offer.externalKeys().stream()
                .map(key -> Bytes.owning(
                        key.binder(offer.config(), key.truncatedHash(transcript, message, unbound.bindersLength()))))
                .toList();
        return offer.with(offer.hello()
                .with(offer.hello().extensions().with(new PreSharedKey.Offered(unbound.identities(), binders))));
    }
}
