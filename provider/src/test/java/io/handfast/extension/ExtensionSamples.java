package io.handfast.extension;

import static io.handfast.extension.Placement.CERTIFICATE;
import static io.handfast.extension.Placement.CERTIFICATE_REQUEST;
import static io.handfast.extension.Placement.CLIENT_HELLO;
import static io.handfast.extension.Placement.ENCRYPTED_EXTENSIONS;
import static io.handfast.extension.Placement.HELLO_RETRY_REQUEST;
import static io.handfast.extension.Placement.NEW_SESSION_TICKET;
import static io.handfast.extension.Placement.SERVER_HELLO;

import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import java.util.List;

/** Every extension in every message that may carry it, as a value and as bytes (RFC 8446 §4.2). */
public final class ExtensionSamples {
    private static final CodePoints GROUPS = CodePoints.of(0x001d, 0x0a0a, 0x0017);
    private static final CodePoints SCHEMES = CodePoints.of(0x0403, 0x0804);
    private static final Bytes BINDER = Bytes.copyOf(new byte[32]);

    private ExtensionSamples() {}

    /**
     * One sample.
     *
     * @param placement the message it stands in
     * @param extension the value
     * @param body the bytes of its body, in hexadecimal digits
     */
    public record Sample(Placement placement, Extension extension, String body) {
        @Override
        public String toString() {
            return placement + " " + extension;
        }

        /** Whether any bytes are a body of this extension. */
        boolean takesAnyBody() {
            return extension instanceof Padding
                    || extension instanceof SessionTicket && placement == CLIENT_HELLO
                    || extension instanceof UnknownExtension;
        }
    }

    /** All samples. */
    public static List<Sample> all() {
        return List.of(
                sample(CLIENT_HELLO, new ServerName.Offered("a.example"), "000c 00 0009 612e6578616d706c65"),
                sample(SERVER_HELLO, new ServerName.Acknowledged(), ""),
                sample(ENCRYPTED_EXTENSIONS, new ServerName.Acknowledged(), ""),
                sample(CLIENT_HELLO, new MaxFragmentLength(1), "01"),
                sample(SERVER_HELLO, new MaxFragmentLength(4), "04"),
                sample(ENCRYPTED_EXTENSIONS, new MaxFragmentLength(2), "02"),
                sample(CLIENT_HELLO, StatusRequest.Offered.ANY, "01 0000 0000"),
                sample(
                        CLIENT_HELLO,
                        new StatusRequest.Offered(List.of(Bytes.hex("0a0b"), Bytes.hex("0c")), Bytes.hex("0d0e")),
                        "01 0007 0002 0a0b 0001 0c 0002 0d0e"),
                sample(SERVER_HELLO, new StatusRequest.Acknowledged(), ""),
                sample(CERTIFICATE_REQUEST, new StatusRequest.Acknowledged(), ""),
                sample(CERTIFICATE, new StatusRequest.Response(Bytes.hex("3003")), "01 000002 3003"),
                sample(CLIENT_HELLO, StatusRequestV2.Offered.ANY, "000e 02 0004 0000 0000 01 0004 0000 0000"),
                sample(SERVER_HELLO, new StatusRequestV2.Acknowledged(), ""),
                sample(CLIENT_HELLO, new SupportedGroups(GROUPS), "0006 001d 0a0a 0017"),
                sample(SERVER_HELLO, new SupportedGroups(GROUPS), "0006 001d 0a0a 0017"),
                sample(ENCRYPTED_EXTENSIONS, new SupportedGroups(GROUPS), "0006 001d 0a0a 0017"),
                sample(CLIENT_HELLO, EcPointFormats.UNCOMPRESSED_ONLY, "01 00"),
                sample(SERVER_HELLO, new EcPointFormats(Bytes.hex("010200")), "03 010200"),
                sample(CLIENT_HELLO, new SignatureAlgorithms(SCHEMES), "0004 0403 0804"),
                sample(CERTIFICATE_REQUEST, new SignatureAlgorithms(SCHEMES), "0004 0403 0804"),
                sample(
                        CLIENT_HELLO,
                        new ApplicationLayerProtocolNegotiation(List.of("h2", "\u00fa\u0000")),
                        "0006 02 6832 02 fa00"),
                sample(SERVER_HELLO, ApplicationLayerProtocolNegotiation.selected("h2"), "0003 02 6832"),
                sample(ENCRYPTED_EXTENSIONS, ApplicationLayerProtocolNegotiation.selected("h2"), "0003 02 6832"),
                sample(CLIENT_HELLO, new ClientCertificateType.Offered(CodePoints.of(2, 0, 9)), "03 02 00 09"),
                sample(SERVER_HELLO, new ClientCertificateType.Selected(2), "02"),
                sample(ENCRYPTED_EXTENSIONS, new ClientCertificateType.Selected(0), "00"),
                sample(CLIENT_HELLO, new ServerCertificateType.Offered(CodePoints.of(2)), "01 02"),
                sample(SERVER_HELLO, new ServerCertificateType.Selected(2), "02"),
                sample(ENCRYPTED_EXTENSIONS, new ServerCertificateType.Selected(2), "02"),
                sample(CLIENT_HELLO, new Padding(3), "000000"),
                sample(CLIENT_HELLO, new EncryptThenMac(), ""),
                sample(SERVER_HELLO, new EncryptThenMac(), ""),
                sample(CLIENT_HELLO, new ExtendedMasterSecret(), ""),
                sample(SERVER_HELLO, new ExtendedMasterSecret(), ""),
                sample(CLIENT_HELLO, new CompressCertificate(CodePoints.of(2, 0x0a0a)), "04 0002 0a0a"),
                sample(CERTIFICATE_REQUEST, new CompressCertificate(CodePoints.of(1)), "02 0001"),
                sample(CLIENT_HELLO, new RecordSizeLimit(0x4001), "4001"),
                sample(SERVER_HELLO, new RecordSizeLimit(64), "0040"),
                sample(ENCRYPTED_EXTENSIONS, new RecordSizeLimit(0x4001), "4001"),
                sample(CLIENT_HELLO, new SessionTicket(Bytes.hex("0102")), "0102"),
                sample(SERVER_HELLO, SessionTicket.EMPTY, ""),
                sample(CLIENT_HELLO, new EarlyDataIndication.Announced(), ""),
                sample(ENCRYPTED_EXTENSIONS, new EarlyDataIndication.Announced(), ""),
                sample(NEW_SESSION_TICKET, new EarlyDataIndication.Limit(0xffff_fffeL), "fffffffe"),
                sample(CLIENT_HELLO, new SupportedVersions.Offered(CodePoints.of(0x0304, 0x0303)), "04 0304 0303"),
                sample(SERVER_HELLO, new SupportedVersions.Selected(0x0304), "0304"),
                sample(HELLO_RETRY_REQUEST, new SupportedVersions.Selected(0x0304), "0304"),
                sample(CLIENT_HELLO, new Cookie(Bytes.hex("c0")), "0001 c0"),
                sample(HELLO_RETRY_REQUEST, new Cookie(Bytes.hex("c0c1")), "0002 c0c1"),
                sample(CLIENT_HELLO, new PskKeyExchangeModes(Bytes.hex("0100")), "02 0100"),
                sample(CLIENT_HELLO, authorities(), "0007 0002 3000 0001 31"),
                sample(CERTIFICATE_REQUEST, authorities(), "0007 0002 3000 0001 31"),
                sample(CERTIFICATE_REQUEST, filters(), "000b 03 060155 0001 05 01 06 0000"),
                sample(CLIENT_HELLO, new PostHandshakeAuth(), ""),
                sample(CLIENT_HELLO, new SignatureAlgorithmsCert(SCHEMES), "0004 0403 0804"),
                sample(CERTIFICATE_REQUEST, new SignatureAlgorithmsCert(SCHEMES), "0004 0403 0804"),
                sample(
                        CLIENT_HELLO,
                        new KeyShare.Offered(List.of(entry(0x001d, "0102"), entry(0x0017, "04"))),
                        "000b 001d 0002 0102 0017 0001 04"),
                sample(CLIENT_HELLO, new KeyShare.Offered(List.of()), "0000"),
                sample(SERVER_HELLO, new KeyShare.Selected(entry(0x001d, "0102")), "001d 0002 0102"),
                sample(HELLO_RETRY_REQUEST, new KeyShare.RetryGroup(0x0017), "0017"),
                sample(CLIENT_HELLO, RenegotiationInfo.EMPTY, "00"),
                sample(SERVER_HELLO, new RenegotiationInfo(Bytes.hex("0a0b0c")), "03 0a0b0c"),
                sample(
                        CLIENT_HELLO,
                        new PreSharedKey.Offered(
                                List.of(new PskIdentity(Bytes.hex("aa"), 0x8000_0001L)), List.of(BINDER)),
                        "0007 0001 aa 80000001 0021 20 " + BINDER.toHex()),
                sample(SERVER_HELLO, new PreSharedKey.Selected(1), "0001"),
                sample(CLIENT_HELLO, new UnknownExtension(0x1a1a, Bytes.hex("00")), "00"),
                sample(CLIENT_HELLO, new UnknownExtension(0, Bytes.hex("0004 05 0001 41")), "0004 05 0001 41"),
                sample(CLIENT_HELLO, new UnknownExtension(5, Bytes.hex("02 0000")), "02 0000"));
    }

    private static Sample sample(Placement placement, Extension extension, String body) {
        return new Sample(placement, extension, body);
    }

    private static KeyShareEntry entry(int group, String share) {
        return new KeyShareEntry(group, Bytes.hex(share));
    }

    private static CertificateAuthorities authorities() {
        return new CertificateAuthorities(List.of(Bytes.hex("3000"), Bytes.hex("31")));
    }

    private static OidFilters filters() {
        return new OidFilters(List.of(
                new OidFilters.OidFilter(Bytes.hex("060155"), Bytes.hex("05")),
                new OidFilters.OidFilter(Bytes.hex("06"), Bytes.empty())));
    }
}
