package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedGroups;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.GroupChoice;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/** NEGOTIATE of a TLS 1.3 server: answers at once, or asks for another share (RFC 8446 §4.1.1, §9.2, §A.2). */
public final class ServerStart13 {
    private ServerStart13() {}

    /** Answers the first ClientHello, which is in the transcript. */
    public static HandshakeState begin(
            TlsConfig config, Transcript transcript, ClientHello hello, Bytes raw, Effects effects) {
        if (KeyAlone.isWanted(config, hello)) {
            return KeyAlone.begin(config, transcript, hello, raw, effects);
        }
        check(hello);
        require(hello.extensions(), KeyShare.Offered.class, ExtensionType.KEY_SHARE)
                .refuseUnlisted(require(hello.extensions(), SupportedGroups.class, ExtensionType.SUPPORTED_GROUPS)
                        .groups());
        return exchange(config, transcript, SuiteForKeys.choose(config, hello), hello, raw, effects);
    }

    /** Goes on with a key exchange, to a ClientHello that has been checked. */
    static HandshakeState exchange(
            TlsConfig config,
            Transcript transcript,
            CipherSuite13 suite,
            ClientHello hello,
            Bytes raw,
            Effects effects) {
        CodePoints supported = require(hello.extensions(), SupportedGroups.class, ExtensionType.SUPPORTED_GROUPS)
                .groups();
        KeyShare.Offered shares = require(hello.extensions(), KeyShare.Offered.class, ExtensionType.KEY_SHARE);
        NamedGroup group = GroupChoice.choose13(config, supported, shares.groups());
        transcript.hashWith(suite.hash());
        effects.learned(effects.facts().with().cipherSuite(suite).group(group).build());
        Optional<KeyShareEntry> share = shares.forGroup(group.codePoint());
        if (share.isEmpty()) {
            return HelloRetryFlight.send(config, transcript, suite, group, hello, effects);
        }
        long ofTicket = EarlyDataChoice.ofFirstTicket(config, hello);
        // What the binders cover begins with this ClientHello, so it is hashed by itself.
        Optional<AcceptedKey> key =
                AcceptedKey.of(config, suite, hello, effects.facts(), new Transcript(config.jca()), raw);
        return new ServerFlight13(config, transcript, suite, Optional.of(group), false, ofTicket)
                .send(hello, share, key, effects);
    }

    /** The rules that hold for every TLS 1.3 ClientHello, the second one too. */
    static void check(ClientHello hello) {
        checkCompression(hello);
        // RFC 8446 §9.2: without a pre-shared key, all three of these are needed.
        if (!hello.extensions().has(ExtensionType.PRE_SHARED_KEY)) {
            require(hello.extensions(), SignatureAlgorithms.class, ExtensionType.SIGNATURE_ALGORITHMS);
        }
        require(hello.extensions(), SupportedGroups.class, ExtensionType.SUPPORTED_GROUPS);
        require(hello.extensions(), KeyShare.Offered.class, ExtensionType.KEY_SHARE);
        // RFC 8446 §4.2.9: whoever offers a pre-shared key must say how it may be used.
        if (hello.extensions().has(ExtensionType.PRE_SHARED_KEY)
                && !hello.extensions().has(ExtensionType.PSK_KEY_EXCHANGE_MODES)) {
            throw MISSING_EXTENSION.because("the ClientHello has pre_shared_key without psk_key_exchange_modes");
        }
    }

    static void checkCompression(ClientHello hello) {
        // RFC 8446 §4.1.2: exactly one compression method, null.
        if (hello.compressionMethods().length() != 1
                || hello.compressionMethods().at(0) != 0) {
            throw ILLEGAL_PARAMETER.because("a TLS 1.3 ClientHello must offer the null compression method alone");
        }
    }

    static <E extends Extension> E require(ExtensionBlock extensions, Class<E> kind, int type) {
        Optional<E> extension = extensions.find(kind);
        if (extension.isEmpty()) {
            throw MISSING_EXTENSION.because(
                    "the TLS 1.3 ClientHello lacks the extension " + ExtensionType.nameOf(type));
        }
        return extension.get();
    }
}
