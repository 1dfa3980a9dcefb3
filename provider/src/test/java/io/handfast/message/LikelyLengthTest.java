package io.handfast.message;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.extension.CertificateAuthorities;
import io.handfast.extension.Cookie;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.ServerName;
import io.handfast.extension.SessionTicket;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages with large contents are written into an array that need not grow, and that is not much too large. */
class LikelyLengthTest {
    /** What extensions without a length of their own may be taken for too long, all together. */
    private static final int SLACK = 64;

    static Stream<Arguments> messages() {
        Bytes large = Bytes.owning(new byte[1300]);
        Bytes small = Bytes.owning(new byte[32]);
        return Stream.of(
                arguments("hybrid share", hello(new KeyShare.Offered(List.of(new KeyShareEntry(0x11ec, large))))),
                arguments(
                        "hybrid share of a server",
                        MessageSamples.serverHello(
                                ExtensionBlock.of(new KeyShare.Selected(new KeyShareEntry(0x11ec, large))))),
                arguments(
                        "ticket of TLS 1.3",
                        hello(new PreSharedKey.Offered(List.of(new PskIdentity(large, 1)), List.of(small)))),
                arguments("ticket of TLS 1.2", hello(new SessionTicket(large))),
                arguments("cookie", hello(new Cookie(large))),
                arguments("authorities", hello(new CertificateAuthorities(List.of(large, small, large)))),
                arguments("many schemes", hello(new SignatureAlgorithms(CodePoints.of(new int[500])))),
                arguments(
                        "small extensions",
                        hello(
                                new ServerName.Offered("host.example"),
                                new SupportedVersions.Offered(CodePoints.of(0x0304)))),
                arguments("no answers", new EncryptedExtensions(ExtensionBlock.empty())),
                arguments(
                        "staples",
                        new Certificate13(
                                small,
                                List.of(
                                        new CertificateEntry(
                                                large, ExtensionBlock.of(new StatusRequest.Response(large))),
                                        new CertificateEntry(large, ExtensionBlock.empty())))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void isAbout(String name, HandshakeMessage message) {
        int length = MessageCodec.encode(message).length() - MessageCodec.HEADER_LENGTH;
        int likely = message.likelyLength();
        assertTrue(likely >= length, () -> likely + " is less than " + length);
        assertTrue(likely <= length + SLACK, () -> likely + " is much more than " + length);
    }

    private static ClientHello hello(Extension... extensions) {
        return MessageSamples.clientHello(ExtensionBlock.of(extensions));
    }
}
