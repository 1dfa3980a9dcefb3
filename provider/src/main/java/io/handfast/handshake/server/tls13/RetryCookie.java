package io.handfast.handshake.server.tls13;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.ConstantTime;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.Cookie;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.MessageCodec;
import io.handfast.session.TicketKeys;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/**
 * All that a server must know of a first ClientHello when the second comes, in the client's keeping (RFC 8446 §4.2.2).
 *
 * <p>Sealed under the keys that seal the context's tickets; the first byte tells one from the other.
 *
 * @param suite what the HelloRetryRequest chose
 * @param group what it asked a share for
 * @param helloHash the hash of the first ClientHello, with the suite's algorithm
 * @param unchanging the hash of what must stay the same in the second, see {@link #unchanging(ClientHello)}
 */
record RetryCookie(CipherSuite13 suite, NamedGroup group, Bytes helloHash, Bytes unchanging) {
    /** No ticket begins like this. */
    private static final int KIND = 0xc0;

    /** What may change, appear or vanish between the two (RFC 8446 §4.1.2). */
    private static final List<Integer> CHANGING = List.of(
            ExtensionType.KEY_SHARE,
            ExtensionType.EARLY_DATA,
            ExtensionType.COOKIE,
            ExtensionType.PRE_SHARED_KEY,
            ExtensionType.PADDING);

    /** The cookie of a first ClientHello, whose hash is the transcript's. */
    static RetryCookie of(
            TlsConfig config, CipherSuite13 suite, NamedGroup group, ClientHello first, Transcript transcript) {
        return new RetryCookie(suite, group, Bytes.owning(transcript.hash()), hashOfUnchanging(config, first));
    }

    /** A ClientHello without the extensions that may differ in a second one. */
    static ClientHello unchanging(ClientHello hello) {
        ExtensionBlock rest = hello.extensions();
        for (int type : CHANGING) {
            rest = rest.without(type);
        }
        return hello.with(rest);
    }

    /** Whether a second ClientHello is the first again, but for what may change. */
    boolean fits(TlsConfig config, ClientHello second) {
        return ConstantTime.equal(
                unchanging.toArray(), hashOfUnchanging(config, second).toArray());
    }

    /** Seals this; empty while the context has no key that may seal. */
    Optional<Cookie> seal(TlsConfig config) {
        WireWriter content = new WireWriter();
        content.u8(KIND);
        content.u16(suite.codePoint());
        content.u16(group.codePoint());
        content.opaque8(helloHash);
        content.opaque8(unchanging);
        return keys(config).seal(config.jca(), content).map(Cookie::new);
    }

    /** What was sealed; empty if we did not seal it, or with keys that are gone, or for other settings than these. */
    static Optional<RetryCookie> open(TlsConfig config, Cookie cookie) {
        return keys(config).open(config.jca(), cookie.cookie()).flatMap(opened -> read(config, opened.content()));
    }

    private static Optional<RetryCookie> read(TlsConfig config, byte[] content) {
        if (content.length == 0 || (content[0] & 0xff) != KIND) {
            return Optional.empty();
        }
        WireReader in = new WireReader("cookie", content, 1, content.length - 1);
        Optional<CipherSuite13> suite = config.cipherSuite(in.u16())
                .filter(CipherSuite13.class::isInstance)
                .map(CipherSuite13.class::cast);
        Optional<NamedGroup> group = config.group(in.u16());
        Bytes helloHash = in.opaque8("hello_hash", 1, 255);
        Bytes unchanging = in.opaque8("unchanging", 1, 255);
        return suite.isPresent() && group.isPresent()
                ? Optional.of(new RetryCookie(suite.get(), group.get(), helloHash, unchanging))
                : Optional.empty();
    }

    /** The HelloRetryRequest that carries the cookie, the same again each time (RFC 8446 §4.1.4). */
    HelloRetryRequest request(Bytes sessionId, Cookie cookie) {
        return new HelloRetryRequest(
                sessionId,
                suite.codePoint(),
                ExtensionBlock.of(
                        new SupportedVersions.Selected(ProtocolVersion.TLS13.code()),
                        new KeyShare.RetryGroup(group.codePoint()),
                        cookie));
    }

    /** The transcript up to the HelloRetryRequest, made again. */
    Transcript transcript(TlsConfig config, Bytes sessionId, Cookie cookie) {
        Transcript transcript = new Transcript(config.jca());
        transcript.hashWith(suite.hash());
        transcript.addMessageHash(helloHash.toArray());
        transcript.add(MessageCodec.encode(request(sessionId, cookie)));
        return transcript;
    }

    private static TicketKeys keys(TlsConfig config) {
        return config.sessions().tickets().keys();
    }

    private static Bytes hashOfUnchanging(TlsConfig config, ClientHello hello) {
        return Bytes.owning(config.jca()
                .digest(HashAlgorithm.SHA256)
                .digest(MessageCodec.encode(unchanging(hello)).toArray()));
    }
}
