package io.handfast.handshake.client.hello;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;

import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.Cookie;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.Placement;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.ExternalKey;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.HelloRetryRequest;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite13;
import java.util.List;
import java.util.Optional;

/** Judges a HelloRetryRequest and makes the ClientHello that answers it (RFC 8446 §4.1.4). */
public final class SecondClientHello {
    private SecondClientHello() {}

    /** The changed offer; the private keys that it no longer needs are gone. */
    public static ClientOffer of(ClientOffer first, HelloRetryRequest retry) {
        checkVersion(retry.extensions());
        HelloRules.requireEcho(first, retry.sessionId());
        CipherSuite13 suite = HelloRules.suite13(first, retry.cipherSuite());
        retry.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.HELLO_RETRY_REQUEST);
        // RFC 8446 §4.1.4: nothing that we did not offer, a cookie excepted
        retry.extensions().refuseUnsolicited(first.hello().extensions(), ExtensionType.COOKIE);

        Optional<KeyShare.RetryGroup> group = retry.extensions().find(KeyShare.RetryGroup.class);
        Optional<Cookie> cookie = retry.extensions().find(Cookie.class);
        if (group.isEmpty() && cookie.isEmpty()) {
            // RFC 8446 §4.1.4: a retry that changes nothing is fatal
            throw ILLEGAL_PARAMETER.because("HelloRetryRequest asks for no change: neither a group nor a cookie");
        }

        if (group.isEmpty()) {
            return changed(first, retry, suite, first.shares(), cookie);
        }
        NamedGroup wanted = wantedGroup(first, group.get().group());
        first.destroyShares();
        OfferedShare share = OfferedShare.generate(first.config(), wanted);
        try {
            return changed(first, retry, suite, List.of(share), cookie);
        } catch (RuntimeException failed) {
            // No offer has taken it over.
            share.key().destroy();
            throw failed;
        }
    }

    /** The same ClientHello again, but for what the retry asks to change (RFC 8446 §4.1.2). */
    private static ClientOffer changed(
            ClientOffer first,
            HelloRetryRequest retry,
            CipherSuite13 suite,
            List<OfferedShare> shares,
            Optional<Cookie> cookie) {
        // RFC 8446 §4.2.10: early data was in vain, and is announced no longer
        ExtensionBlock extensions = first.hello().extensions().without(ExtensionType.EARLY_DATA);
        if (retry.extensions().has(ExtensionType.KEY_SHARE)) {
            extensions =
                    extensions.with(new KeyShare.Offered(List.of(shares.get(0).entry())));
        }
        if (cookie.isPresent()) {
            extensions = extensions.with(cookie.get());
        }
        Optional<Session13> session = first.session();
        if (session.isPresent()) {
            boolean fits = session.get().suite().hash() == suite.hash();
            // RFC 8446 §4.1.4: a key that does not go with the chosen suite is offered no longer; the age is told anew
            extensions = fits
                    ? extensions.with(OfferedSession.unbound(first.config(), session.get()))
                    : extensions.without(ExtensionType.PRE_SHARED_KEY);
            if (!fits) {
                first.destroySession();
                session = Optional.empty();
            }
        }
        // RFC 8446 §4.1.4: the same for keys agreed outside of TLS
        List<ExternalKey> externalKeys = first.externalKeys().stream()
                .filter(key -> key.hash() == suite.hash())
                .toList();
        if (!first.externalKeys().isEmpty()) {
            extensions = externalKeys.isEmpty()
                    ? extensions.without(ExtensionType.PRE_SHARED_KEY)
                    : extensions.with(OfferedExternalKeys.unbound(externalKeys));
            first.externalKeys().stream()
                    .filter(key -> key.hash() != suite.hash())
                    .forEach(ExternalKey::destroy);
        }
        if (cookie.isPresent() && !extensions.fits()) {
            // RFC 8446 §4.2.2: the cookie must come back, and so must all that we offered (§4.1.2)
            throw ILLEGAL_PARAMETER.because("HelloRetryRequest has a cookie of "
                    + cookie.get().cookie().length() + " bytes, too long to be echoed in our ClientHello");
        }
        return new ClientOffer(
                first.config(),
                first.versions(),
                first.hello().with(extensions),
                shares,
                session,
                first.session12(),
                externalKeys,
                Optional.of(retry));
    }

    private static void checkVersion(ExtensionBlock extensions) {
        // RFC 8446 §4.1.4: the version is looked at first, and supported_versions must be there to tell it
        SupportedVersions.Selected selected = extensions
                .find(SupportedVersions.Selected.class)
                .orElseThrow(() -> MISSING_EXTENSION.because("HelloRetryRequest has no supported_versions"));
        if (selected.version() != ProtocolVersion.TLS13.code()) {
            throw ILLEGAL_PARAMETER.because(
                    String.format("HelloRetryRequest chose version 0x%04x, not TLS 1.3", selected.version()));
        }
    }

    private static NamedGroup wantedGroup(ClientOffer first, int codePoint) {
        // RFC 8446 §4.2.8: the group is one we listed, and one we sent no share for
        NamedGroup group = first.config()
                .group(codePoint)
                .orElseThrow(() -> ILLEGAL_PARAMETER.because(
                        String.format("HelloRetryRequest asks for group 0x%04x, which we did not offer", codePoint)));
        if (first.share(codePoint).isPresent()) {
            throw ILLEGAL_PARAMETER.because(
                    "HelloRetryRequest asks for group " + group.ianaName() + ", for which we sent a share already");
        }
        return group;
    }
}
