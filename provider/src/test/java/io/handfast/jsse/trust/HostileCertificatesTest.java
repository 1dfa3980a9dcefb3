package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.failure.CertificateFailure;
import io.handfast.failure.Printable;
import io.handfast.failure.TlsFailure;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates made to mislead or to keep us busy: each is refused soon, with words that do no harm (RFC 5280, RFC 9525). */
class HostileCertificatesTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final X509ExtendedTrustManager trust;

    HostileCertificatesTest() throws Exception {
        trust = Managers.trusting(CA.trustStore());
    }

    private static TestCertificate leaf() {
        return CA.leaf(KeyKind.EC_P256);
    }

    static Stream<Arguments> misleadingNames() {
        TestCertificate thousands = leaf();
        for (int i = 0; i < 3000; i++) {
            thousands.dns("host" + i + ".elsewhere.test");
        }
        return Stream.of(
                Arguments.of("NUL", "bank.example", leaf().dnsWithNul("bank.example", ".evil.test")),
                Arguments.of("NUL in a wildcard", "bank.example", leaf().dnsWithNul("*.example", ".evil.test")),
                Arguments.of("wildcard in the middle", "www.bank.example", leaf().dns("www.*.example")),
                Arguments.of("wildcard in a label", "www.bank.example", leaf().dns("w*.bank.example")),
                Arguments.of("two wildcards", "www.bank.example", leaf().dns("*.*.example")),
                Arguments.of("wildcard over a top-level domain", "bank.example", leaf().dns("*.example")),
                Arguments.of("wildcard for two labels", "a.b.bank.example", leaf().dns("*.bank.example")),
                Arguments.of("wildcard alone", "bank.example", leaf().dns("*")),
                Arguments.of("address as a DNS name", "192.0.2.1", leaf().dns("192.0.2.1")),
                Arguments.of("address as a wildcard", "192.0.2.1", leaf().dns("*.0.2.1")),
                Arguments.of("IPv6 address as a DNS name", "2001:db8::1", leaf().dns("2001:db8::1")),
                Arguments.of("IPv4 in IPv6", "192.0.2.1", leaf().ip(mapped()).ip(new byte[17])),
                Arguments.of("IP of another length", "192.0.2.1", leaf().ip(new byte[] {(byte) 192, 0, 2})),
                Arguments.of("control characters", "bank.example", leaf().dns("\u001b[2Jbank\r\n.example")),
                Arguments.of("thousands of others", "bank.example", thousands),
                Arguments.of("an empty name", "bank.example", leaf().dns("")),
                Arguments.of("a dot too many", "bank.example", leaf().dns("bank.example..")));
    }

    /** ::ffff:192.0.2.1, which is not the same as 192.0.2.1 in a certificate. */
    private static byte[] mapped() {
        byte[] address = new byte[16];
        System.arraycopy(new byte[] {-1, -1, (byte) 192, 0, 2, 1}, 0, address, 10, 6);
        return address;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misleadingNames")
    void aNameThatIsNotTheHosts(String what, String host, TestCertificate certificate) throws Exception {
        Identity identity =
                certificate.subject("CN=" + (host.contains(":") ? "x" : host)).issue();
        EngineHandshake handshake = EngineHandshake.between(
                        new HandfastProvider(), trust, null, Managers.holding(identity), host)
                .identification("HTTPS");
        SSLException refusal = assertTimeoutPreemptively(SOON, () -> assertThrows(SSLException.class, handshake::run));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("the certificate is not for '"), message);
        assertTrue(message.length() < 2500, () -> message.length() + " characters");
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
        assertEquals(
                CertificateFailure.Check.NAME,
                ((CertificateFailure) TlsFailure.of(refusal).orElseThrow()).check());
    }

    static Stream<Arguments> misleadingChains() throws Exception {
        Identity leaf = leaf().issue();
        List<X509Certificate> strangers = new ArrayList<>();
        KeyPair keys = KeyKind.EC_P256.generate();
        for (int i = 0; i < 60; i++) {
            // All of one name and one key, each the issuer of all.
            strangers.add(TestCertificate.withKey(KeyKind.EC_P256, keys)
                    .subject("CN=Circle")
                    .authority()
                    .selfSigned()
                    .certificate());
        }
        Identity circle = new Identity(keys.getPrivate(), List.of(strangers.get(0)));
        Identity inCircle =
                TestCertificate.alone(KeyKind.EC_P256).issuer(circle, strangers).issue();
        return Stream.of(
                Arguments.of("issuers that sign each other", crossSigned(), "trust anchors"),
                Arguments.of("sixty of one name", inCircle, "trust anchors"),
                Arguments.of(
                        "a leaf that signs itself, and the root beside it",
                        TestCertificate.alone(KeyKind.EC_P256)
                                .subject("CN=alone")
                                .selfSigned()
                                .followedBy(CA.intermediate(), CA.root()),
                        "signed by itself"),
                Arguments.of(
                        "the root's name without its key",
                        TestCertificate.alone(KeyKind.EC_P256)
                                .subject("CN=Test EC_P256 Root, O=Handfast")
                                .selfSigned(),
                        "has another key there"),
                Arguments.of(
                        "a leaf's subject full of control characters",
                        TestCertificate.alone(KeyKind.EC_P256)
                                .subject("CN=a\\0D\\0Ab\\1B[2J")
                                .selfSigned(),
                        "trust anchors"),
                Arguments.of("no intermediate, but the leaf ten times", tenTimes(leaf), "neither sent nor among"));
    }

    private static Identity tenTimes(Identity leaf) {
        X509Certificate[] copies = new X509Certificate[9];
        Arrays.fill(copies, leaf.certificate());
        return leaf.followedBy(copies);
    }

    private static Identity crossSigned() {
        KeyPair one = KeyKind.EC_P256.generate();
        KeyPair two = KeyKind.EC_P256.generate();
        Identity first = TestCertificate.withKey(KeyKind.EC_P256, one)
                .subject("CN=One")
                .authority()
                .selfSigned();
        Identity second = TestCertificate.withKey(KeyKind.EC_P256, two)
                .subject("CN=Two")
                .authority()
                .selfSigned();
        X509Certificate oneByTwo = TestCertificate.withKey(KeyKind.EC_P256, one)
                .subject("CN=One")
                .authority()
                .issuer(second, List.of())
                .issue()
                .certificate();
        X509Certificate twoByOne = TestCertificate.withKey(KeyKind.EC_P256, two)
                .subject("CN=Two")
                .authority()
                .issuer(first, List.of())
                .issue()
                .certificate();
        return TestCertificate.alone(KeyKind.EC_P256)
                .issuer(first, List.of(oneByTwo, twoByOne))
                .issue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misleadingChains")
    void aChainThatLeadsNowhere(String what, Identity identity, String words) {
        CertificateException refusal = assertTimeoutPreemptively(
                SOON,
                () -> assertThrows(
                        CertificateException.class, () -> trust.checkServerTrusted(identity.chainArray(), "UNKNOWN")));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(words), message);
        assertTrue(message.length() < 2500, () -> message.length() + " characters");
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    }

    @Test
    void aLongChainIsRefusedBeforeItIsRead() throws Exception {
        Identity leaf = leaf().issue();
        X509Certificate[] copies = new X509Certificate[20];
        Arrays.fill(copies, CA.intermediate());
        StoredKey key =
                StoredKey.of("long", leaf.privateKey(), leaf.followedBy(copies).chain());
        EngineHandshake handshake = EngineHandshake.between(
                new HandfastProvider(),
                trust,
                null,
                new IndexedKeyManager(KeyIndex.of(List.of(key), List.of())),
                "localhost");
        SSLException refusal = assertThrows(SSLException.class, handshake::run);
        assertTrue(String.valueOf(refusal.getMessage()).contains("21 certificates, more than"), refusal.toString());
    }

    @Test
    void wordsOfStrangersDoNoHarm() {
        assertEquals("a\\u000d\\u000ab\\u001b[2J", Printable.of("a\r\nb\u001b[2J"));
        assertEquals("\\u202egro.knab", Printable.of("\u202egro.knab"));
        assertEquals("m\u00fcnchen", Printable.of("m\u00fcnchen"));
        assertTrue(Printable.of("x".repeat(10_000)).length() < 300);
    }
}
