package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;

import io.handfast.config.TlsConfig;
import io.handfast.extension.KeyShare;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.extension.SupportedGroups;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.GroupChoice;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * A handshake by a key that was agreed outside of TLS, without a key exchange: only where the program allows it, and only where
 * both sides could not do better (RFC 8446 §4.2.9, psk_ke).
 */
final class KeyAlone {
    private KeyAlone() {}

    /** Whether nothing else is left: the client offers no key exchange beside its keys, or none that we can do. */
    static boolean isWanted(TlsConfig config, ClientHello hello) {
        Optional<PskKeyExchangeModes> modes = hello.extensions().find(PskKeyExchangeModes.class);
        if (!config.options().keysAlone()
                || !hello.extensions().has(ExtensionType.PRE_SHARED_KEY)
                || modes.isEmpty()
                || !modes.get().contains(PskKeyExchangeModes.PSK_KE)) {
            return false;
        }
        boolean exchangePossible = modes.get().contains(PskKeyExchangeModes.PSK_DHE_KE)
                && hello.extensions()
                        .find(SupportedGroups.class)
                        .filter(supported -> GroupChoice.isPossible13(config, supported.groups()))
                        .isPresent();
        return !exchangePossible;
    }

    static HandshakeState begin(
            TlsConfig config, Transcript transcript, ClientHello hello, Bytes raw, Effects effects) {
        ServerStart13.checkCompression(hello);
        // RFC 8446 §9.2: groups and shares are there together, or neither is
        if (hello.extensions().has(ExtensionType.SUPPORTED_GROUPS)
                != hello.extensions().has(ExtensionType.KEY_SHARE)) {
            throw MISSING_EXTENSION.because(
                    "the ClientHello has one of supported_groups and key_share without the other");
        }
        Optional<SupportedGroups> supported = hello.extensions().find(SupportedGroups.class);
        supported.ifPresent(groups -> hello.extensions()
                .find(KeyShare.Offered.class)
                .ifPresent(shares -> shares.refuseUnlisted(groups.groups())));
        CipherSuite13 suite = SuiteForKeys.choose(config, hello);
        transcript.hashWith(suite.hash());
        effects.learned(effects.facts().with().cipherSuite(suite).build());
        Optional<AcceptedKey> key = AcceptedKey.alone(config, suite, hello, new Transcript(config.jca()), raw);
        if (key.isPresent()) {
            return new ServerFlight13(
                            config,
                            transcript,
                            suite,
                            Optional.empty(),
                            false,
                            EarlyDataChoice.ofFirstTicket(config, hello))
                    .send(hello, Optional.empty(), key, effects);
        }
        // RFC 8446 §4.2.11: without a key that is known, the handshake goes on as if none were offered
        if (supported
                        .filter(groups -> GroupChoice.isPossible13(config, groups.groups()))
                        .isPresent()
                && hello.extensions().has(ExtensionType.SIGNATURE_ALGORITHMS)) {
            return ServerStart13.exchange(config, transcript, suite, hello, raw, effects);
        }
        throw HANDSHAKE_FAILURE.because("the client would use a pre-shared key without a key exchange, "
                + "and none that it offers is known here for " + suite.ianaName());
    }
}
