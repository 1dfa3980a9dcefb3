package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.TlsConfig;
import io.handfast.extension.Cookie;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.VersionChoice;
import io.handfast.iana.ExtensionType;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/**
 * START again, after a HelloRetryRequest with a cookie: nothing is known of the first ClientHello but what the cookie says
 * (RFC 8446 §4.1.2, §4.1.4, §4.2.2).
 */
record WaitCookie(TlsConfig config) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        ClientHello second = expect(ClientHello.class, received);
        VersionChoice.refuseSsl30(config, second);
        // RFC 8446 §4.2.2: the client brings the cookie back as it got it
        Cookie cookie = ServerStart13.require(second.extensions(), Cookie.class, ExtensionType.COOKIE);
        RetryCookie first = RetryCookie.open(config, cookie)
                .orElseThrow(() -> ILLEGAL_PARAMETER.because("the cookie in the second ClientHello is not ours"));
        WaitSecondClientHello.check(second, first.group(), first.fits(config, second));
        return WaitSecondClientHello.answer(
                config,
                first.transcript(config, second.sessionId(), cookie),
                first.suite(),
                first.group(),
                second,
                received,
                effects);
    }
}
