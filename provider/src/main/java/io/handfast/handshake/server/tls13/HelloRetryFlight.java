package io.handfast.handshake.server.tls13;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.Cookie;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.suite.CipherSuite13;
import java.util.Optional;

/** The server's request for a share in a group that the client supports but did not send one for (RFC 8446 §4.1.4). */
final class HelloRetryFlight {
    private HelloRetryFlight() {}

    static HandshakeState send(
            TlsConfig config,
            Transcript transcript,
            CipherSuite13 suite,
            NamedGroup group,
            ClientHello first,
            Effects effects) {
        RetryCookie kept = RetryCookie.of(config, suite, group, first, transcript);
        // RFC 8446 §4.4.1: the first ClientHello lives on in the transcript as its hash only.
        transcript.replaceWithMessageHash();
        effects.learned(effects.facts().with().helloRetryRequest(true).build());
        // Without a key to seal with, the server remembers instead.
        Optional<Cookie> cookie = config.options().statelessRetry() ? kept.seal(config) : Optional.empty();
        transcript.add(effects.send(
                cookie.isPresent()
                        ? kept.request(first.sessionId(), cookie.get())
                        : new HelloRetryRequest(
                                first.sessionId(),
                                suite.codePoint(),
                                ExtensionBlock.of(
                                        new SupportedVersions.Selected(ProtocolVersion.TLS13.code()),
                                        new KeyShare.RetryGroup(group.codePoint())))));
        // RFC 8446 §D.4: the compatibility record follows the server's first message.
        if (!first.sessionId().isEmpty()) {
            effects.sendChangeCipherSpec();
        }
        EarlyDataChoice.announce(config, first, EarlyDataChoice.ofFirstTicket(config, first), false, effects);
        return cookie.isPresent()
                ? new WaitCookie(config)
                : new WaitSecondClientHello(config, transcript, suite, group, first);
    }
}
