package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.failure.CertificateFailure;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCertificate;
import io.handfast.wire.Bytes;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as certificates present them against names as applications ask for them (RFC 9525 §6). */
class NameMatchTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.com, example.COM",
        "example.com., example.com",
        "localhost, localhost",
        "www.example.com, *.example.com",
        "WWW.example.com, *.EXAMPLE.com",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "xn--bcher-kva.example.com, *.example.com",
        "a_b.example.com, a_b.example.com",
    })
    void dnsNamesThatMatch(String wanted, String presented) throws CertificateException {
        assertTrue(NameMatch.matches(ReferenceName.parse(wanted), dns(presented)));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.org",
        "example.com, www.example.com",
        "www.example.com, example.com",
        // A wildcard stands for exactly one whole label, the left-most.
        "example.com, *.example.com",
        "a.b.example.com, *.example.com",
        "www.example.com, w*.example.com",
        "www.example.com, *w.example.com",
        "www.example.com, www.*.com",
        "www.example.com, *.*.com",
        "www.example.com, *",
        "www.example.com, *.",
        "example.com, *.com",
        "localhost, *",
        ".example.com, *.example.com",
        "www.example.com, *.example.com.",
        "example.com, example.com.",
        "www.example.com, *www.example.com",
        "*.example.com, *.example.com",
        "xn--bcher-kva.example, xn--*.example",
        "example.com, ' example.com'",
        "example.com, ''",
    })
    void dnsNamesThatDoNotMatch(String wanted, String presented) {
        boolean matches;
        try {
            matches = NameMatch.matches(ReferenceName.parse(wanted), dns(presented));
        } catch (CertificateException e) {
            matches = false;
        }
        assertFalse(matches);
    }

    @Test
    void aNulInAPresentedNameDoesNotEndIt() throws CertificateException {
        ReferenceName wanted = ReferenceName.parse("bank.example");
        assertFalse(NameMatch.matches(wanted, dns("bank.example\0.attacker.example")));
        X509Certificate certificate = TestCertificate.alone(KeyKind.EC_P256)
                .dnsWithNul("bank.example", ".attacker.example")
                .selfSigned()
                .certificate();
        CertificateException refusal =
                assertThrows(CertificateException.class, () -> NameMatch.check(wanted, certificate));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("bank.example\\u0000.attacker.example"),
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "exa mple.com",
                "example.com\0",
                "b\u00fccher.example",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "010.0.0.1",
                "0x7f.0.0.1",
                "1.2.3.4.",
                "*.example.com",
                "example.com..",
                "[::1",
                "::1]",
                "[1.2.3.4]",
                "example.com:443",
            })
    void whatIsNeitherNameNorAddress(String host) {
        assertThrows(CertificateException.class, () -> ReferenceName.parse(host));
    }

    @Test
    void labelsAndNamesHaveALargestLength() throws CertificateException {
        String label = "a".repeat(63);
        assertEquals(new ReferenceName.Dns(label + ".example"), ReferenceName.parse(label + ".example"));
        assertThrows(CertificateException.class, () -> ReferenceName.parse("a" + label + ".example"));
        String long253 = String.join(".", label, label, label, "b".repeat(61));
        assertEquals(new ReferenceName.Dns(long253), ReferenceName.parse(long253));
        assertThrows(CertificateException.class, () -> ReferenceName.parse(long253 + "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, c0000201",
        "0.0.0.0, 00000000",
        "::1, 00000000000000000000000000000001",
        "[::1], 00000000000000000000000000000001",
        "fe80::1%eth0, fe800000000000000000000000000001",
        "::, 00000000000000000000000000000000",
        "2001:DB8::A:B, 20010db80000000000000000000a000b",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::ffff:192.0.2.1, 00000000000000000000ffffc0000201",
    })
    void addressesMatchByteByByte(String wanted, String presented) throws CertificateException {
        assertTrue(NameMatch.matches(ReferenceName.parse(wanted), ip(presented)));
    }

    @Test
    void anAddressIsNotTextAndTextIsNoAddress() throws CertificateException {
        ReferenceName address = ReferenceName.parse("192.0.2.1");
        assertFalse(NameMatch.matches(address, dns("192.0.2.1")), "an address in a DNS name");
        assertFalse(NameMatch.matches(address, dns("*.0.2.1")), "a wildcard for an address");
        assertFalse(NameMatch.matches(address, ip("c0000202")), "another address");
        assertFalse(NameMatch.matches(address, ip("c0000201ffffffff")), "an address with a mask");
        assertFalse(NameMatch.matches(ReferenceName.parse("::1"), ip("01")), "a short address");
        assertFalse(NameMatch.matches(ReferenceName.parse("example.com"), ip("c0000201")));
    }

    @Test
    void theCommonNameNeverCounts() throws CertificateException {
        X509Certificate certificate = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=host.example")
                .selfSigned()
                .certificate();
        CertificateException refusal = assertThrows(
                CertificateException.class, () -> NameMatch.check(ReferenceName.parse("host.example"), certificate));
        assertEquals(
                "the certificate is not for 'host.example'; it is for no DNS name and no IP address",
                ((CertificateFailure) refusal).summary());
    }

    @Test
    void aRefusalNamesWhatTheCertificateIsFor() throws CertificateException {
        X509Certificate certificate = TestCertificate.alone(KeyKind.EC_P256)
                .dns("a.example")
                .dns("*.b.example")
                .ip("192.0.2.7")
                .selfSigned()
                .certificate();
        NameMatch.check(ReferenceName.parse("x.b.example"), certificate);
        NameMatch.check(ReferenceName.parse("192.0.2.7"), certificate);
        CertificateException refusal = assertThrows(
                CertificateException.class, () -> NameMatch.check(ReferenceName.parse("c.example"), certificate));
        CertificateFailure failure = (CertificateFailure) refusal;
        assertEquals(
                "the certificate is not for 'c.example'; it is for a.example, *.b.example, 192.0.2.7",
                failure.summary());
        assertEquals(CertificateFailure.Check.NAME, failure.check());
        assertEquals("c.example", failure.expected());
        assertEquals("a.example, *.b.example, 192.0.2.7", failure.found());
        assertEquals(0, failure.index().orElse(-1));
        assertEquals(Optional.of("CN=leaf"), failure.subject());
    }

    private static SubjectNames dns(String name) {
        return new SubjectNames(List.of(name), List.of());
    }

    private static SubjectNames ip(String hex) {
        return new SubjectNames(List.of(), List.of(Bytes.hex(hex)));
    }
}
