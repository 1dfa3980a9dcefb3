package io.handfast.message;

import io.handfast.extension.Cookie;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.List;

/** Every message in every form, as a value and as bytes (RFC 8446 §4, RFC 5246 §7.4). */
final class MessageSamples {
    static final Bytes RANDOM = Bytes.hex("0102030405060708 090a0b0c0d0e0f10 1112131415161718 191a1b1c1d1e1f20");
    static final Bytes SESSION_ID = Bytes.hex("5e55");

    private MessageSamples() {}

    /**
     * One sample.
     *
     * @param dialect the form it has
     * @param message the value
     * @param body the bytes after the header, in hexadecimal digits
     */
    record Sample(Dialect dialect, HandshakeMessage message, String body) {
        Bytes whole() {
            Bytes bytes = Bytes.hex(body);
            return withHeader(message.type().code(), bytes);
        }

        /** Whether the body may end here, because what would follow may be missing or has no length of its own. */
        boolean mayEndAt(int length) {
            boolean open = message instanceof ServerKeyExchange
                    || message instanceof ClientKeyExchange
                    || message instanceof Finished;
            boolean beforeExtensions = message instanceof ClientHello && length == 2 + 32 + 3 + 6 + 2
                    || message instanceof ServerHello && length == 2 + 32 + 3 + 2 + 1;
            return open || beforeExtensions;
        }

        /** Whether any bytes can follow. */
        boolean hasNoEnd() {
            return message instanceof ServerKeyExchange
                    || message instanceof ClientKeyExchange
                    || message instanceof Finished;
        }

        @Override
        public String toString() {
            return dialect + " " + message.getClass().getSimpleName() + " " + body.length() / 2;
        }
    }

    /** A message with its header, whatever the body is. */
    static Bytes withHeader(int type, Bytes body) {
        return new WireWriter().u8(type).opaque24(body).toBytes();
    }

    static ClientHello clientHello(ExtensionBlock extensions) {
        return new ClientHello(
                0x0303, RANDOM, SESSION_ID, CodePoints.of(0x1301, 0x00ff), ClientHello.NULL_COMPRESSION, extensions);
    }

    static ServerHello serverHello(ExtensionBlock extensions) {
        return new ServerHello(0x0303, RANDOM, SESSION_ID, 0x1301, 0, extensions);
    }

    static List<Sample> all() {
        ExtensionBlock retry = ExtensionBlock.of(
                new SupportedVersions.Selected(0x0304), new KeyShare.RetryGroup(0x0017), new Cookie(Bytes.hex("c0")));
        String helloStart = "0303" + RANDOM.toHex() + "025e55";
        return List.of(
                sample(
                        Dialect.HELLO,
                        clientHello(clientExtensions()),
                        helloStart + "0004 1301 00ff 01 00 0052"
                                + "0000 000c 000a 00 0007 6578616d706c65"
                                + "002b 0003 02 0304"
                                + "0033 0007 0005 001d 0001 01"
                                + "0029 002c 0007 0001 aa 00000005 0021 20" + "ee".repeat(32)),
                sample(Dialect.HELLO, clientHello(ExtensionBlock.empty()), helloStart + "0004 1301 00ff 01 00"),
                sample(
                        Dialect.HELLO,
                        serverHello(ExtensionBlock.of(
                                new SupportedVersions.Selected(0x0304),
                                new KeyShare.Selected(new KeyShareEntry(0x001d, Bytes.hex("02"))))),
                        helloStart + "1301 00 000f 002b 0002 0304 0033 0005 001d 0001 02"),
                sample(Dialect.HELLO, serverHello(ExtensionBlock.empty()), helloStart + "1301 00"),
                sample(
                        Dialect.TLS12,
                        serverHello(ExtensionBlock.of(new ExtendedMasterSecret())),
                        helloStart + "1301 00 0004 0017 0000"),
                sample(
                        Dialect.HELLO,
                        new HelloRetryRequest(SESSION_ID, 0x1301, retry),
                        "0303" + HelloRandoms.HELLO_RETRY_RANDOM.toHex()
                                + "025e55 1301 00 0013 002b 0002 0304 0033 0002 0017 002c 0003 0001 c0"),
                sample(Dialect.HELLO, new HelloRequest(), ""),
                sample(Dialect.TLS12, new HelloRequest(), ""),
                sample(Dialect.TLS13, new EncryptedExtensions(ExtensionBlock.empty()), "0000"),
                sample(
                        Dialect.TLS13,
                        new EncryptedExtensions(ExtensionBlock.of(new ServerName.Acknowledged())),
                        "0004 0000 0000"),
                sample(
                        Dialect.TLS13,
                        new CertificateRequest13(
                                Bytes.hex("c7"), ExtensionBlock.of(new SignatureAlgorithms(CodePoints.of(0x0403)))),
                        "01 c7 0008 000d 0004 0002 0403"),
                sample(
                        Dialect.TLS12,
                        new CertificateRequest12(
                                Bytes.hex("0140"), CodePoints.of(0x0403, 0x0804), List.of(Bytes.hex("3000"))),
                        "02 0140 0004 0403 0804 0004 0002 3000"),
                sample(
                        Dialect.TLS10,
                        new CertificateRequest12(Bytes.hex("0140"), CodePoints.none(), List.of(Bytes.hex("3000"))),
                        "02 0140 0004 0002 3000"),
                sample(Dialect.TLS10, new CertificateVerify(DigitallySigned.NO_SCHEME, Bytes.hex("51")), "0001 51"),
                sample(
                        Dialect.TLS13,
                        new Certificate13(
                                Bytes.hex("c7"),
                                List.of(
                                        new CertificateEntry(
                                                Bytes.hex("3001"),
                                                ExtensionBlock.of(new StatusRequest.Response(Bytes.hex("30")))),
                                        new CertificateEntry(Bytes.hex("3002"), ExtensionBlock.empty()))),
                        "01 c7 000017 000002 3001 0009 0005 0005 01 000001 30 000002 3002 0000"),
                sample(Dialect.TLS13, new Certificate13(Bytes.empty(), List.of()), "00 000000"),
                sample(
                        Dialect.TLS12,
                        new Certificate12(List.of(Bytes.hex("3001"), Bytes.hex("30"))),
                        "000009 000002 3001 000001 30"),
                sample(Dialect.TLS12, new Certificate12(List.of()), "000000"),
                sample(
                        Dialect.TLS12,
                        new EcdheServerKeyExchange(0x0017, Bytes.hex("0401"), 0x0403, Bytes.hex("5160")).toMessage(),
                        "03 0017 02 0401 0403 0002 5160"),
                sample(Dialect.TLS12, new ServerHelloDone(), ""),
                sample(Dialect.TLS12, ClientKeyExchange.ecdhe(Bytes.hex("0402")), "02 0402"),
                sample(Dialect.TLS12, ClientKeyExchange.rsa(Bytes.hex("a5a6")), "0002 a5a6"),
                sample(Dialect.TLS12, new CertificateVerify(0x0804, Bytes.hex("51")), "0804 0001 51"),
                sample(Dialect.TLS13, new CertificateVerify(0x0804, Bytes.hex("51")), "0804 0001 51"),
                sample(Dialect.TLS12, new Finished(Bytes.hex("f1f2f3f4f5f6f7f8f9fafbfc")), "f1f2f3f4f5f6f7f8f9fafbfc"),
                sample(Dialect.TLS13, new Finished(RANDOM), RANDOM.toHex()),
                sample(Dialect.TLS12, new CertificateStatus(1, List.of(Bytes.hex("3003"))), "01 000002 3003"),
                sample(
                        Dialect.TLS12,
                        new CertificateStatus(2, List.of(Bytes.hex("3003"), Bytes.empty(), Bytes.hex("30"))),
                        "02 00000c 000002 3003 000000 000001 30"),
                sample(Dialect.TLS12, new NewSessionTicket12(0xffff_ffffL, Bytes.hex("71")), "ffffffff 0001 71"),
                sample(Dialect.TLS12, new NewSessionTicket12(0, Bytes.empty()), "00000000 0000"),
                sample(
                        Dialect.TLS13,
                        new NewSessionTicket13(
                                604800,
                                0xffff_fff0L,
                                Bytes.hex("01"),
                                Bytes.hex("7172"),
                                ExtensionBlock.of(new EarlyDataIndication.Limit(1024))),
                        "00093a80 fffffff0 01 01 0002 7172 0008 002a 0004 00000400"),
                sample(Dialect.TLS13, new KeyUpdate(false), "00"),
                sample(Dialect.TLS13, new KeyUpdate(true), "01"),
                sample(
                        Dialect.TLS13,
                        new CompressedCertificate(2, 0x010203, Bytes.hex("7172")),
                        "0002 010203 000002 7172"),
                sample(Dialect.TLS13, new EndOfEarlyData(), ""));
    }

    private static ExtensionBlock clientExtensions() {
        return ExtensionBlock.of(
                new ServerName.Offered("example"),
                new SupportedVersions.Offered(CodePoints.of(0x0304)),
                new KeyShare.Offered(List.of(new KeyShareEntry(0x001d, Bytes.hex("01")))),
                new PreSharedKey.Offered(
                        List.of(new PskIdentity(Bytes.hex("aa"), 5)), List.of(Bytes.hex("ee".repeat(32)))));
    }

    private static Sample sample(Dialect dialect, HandshakeMessage message, String body) {
        return new Sample(dialect, message, body);
    }
}
