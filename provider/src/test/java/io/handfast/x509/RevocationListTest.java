package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.crypto.Jca;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import io.handfast.testing.TestCrl;
import io.handfast.x509.StatusAnswer.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which CRLs are believed, and where certificates say that their status can be learned (RFC 5280 §4.2.1.13, §6.3.3). */
class RevocationListTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity ISSUER = CA.intermediateIdentity();
    private static final String PLACE = "http://crl.example/ca.crl";
    private static final X509Certificate LEAF = leaf();
    private static final String SCOPE = "2.5.29.28";
    private static final String REASON_CODE = "2.5.29.21";
    private static final String INVALIDITY_DATE = "2.5.29.24";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";
    private static final GeneralNames OTHER_ISSUER = new GeneralNames(new GeneralName(4, "CN=Other"));

    private static X509Certificate leaf() {
        try {
            DistributionPoint[] points = {
                new DistributionPoint(point(PLACE), null, null),
                new DistributionPoint(
                        point("http://crl.example/some"), new ReasonFlags(ReasonFlags.keyCompromise), null),
                new DistributionPoint(
                        point("http://crl.example/indirect"), null, new GeneralNames(new GeneralName(4, "CN=Other")))
            };
            AccessDescription[] accesses = {
                new AccessDescription(AccessDescription.id_ad_caIssuers, uri("http://ca.example/ca.crt")),
                new AccessDescription(AccessDescription.id_ad_ocsp, uri("http://ocsp.example/a")),
                new AccessDescription(
                        AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.dNSName, "ocsp.example")),
                new AccessDescription(AccessDescription.id_ad_ocsp, uri("http://ocsp.example/b"))
            };
            return CA.leaf(KeyKind.EC_P256)
                    .extension("2.5.29.31", false, new CRLDistPoint(points).getEncoded())
                    .extension("1.3.6.1.5.5.7.1.1", false, new AuthorityInformationAccess(accesses).getEncoded())
                    .extension(
                            "1.3.6.1.5.5.7.1.24",
                            false,
                            new DERSequence(new ASN1Integer[] {new ASN1Integer(5), new ASN1Integer(17)}).getEncoded())
                    .issue()
                    .certificate();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static DistributionPointName point(String text) {
        return new DistributionPointName(new GeneralNames(uri(text)));
    }

    private static StatusAnswer judge(byte[] list) throws UnusableStatusException {
        return judge(list, ISSUER.certificate());
    }

    private static StatusAnswer judge(byte[] list, X509Certificate issuer) throws UnusableStatusException {
        return RevocationList.parse(Jca.of(Jca.Source.AUTO).certificateFactory(), list, issuer)
                .about(LEAF, new StatusTime(Instant.now(), Duration.ofMinutes(15)));
    }

    @Test
    void aCertificateSaysWhereItsStatusCanBeLearned() throws Exception {
        assertEquals(
                new StatusLocations(List.of("http://ocsp.example/a", "http://ocsp.example/b"), List.of(PLACE)),
                locations(LEAF));
        assertEquals(Set.of(5, 17), StatusLocations.features(LEAF));
        assertEquals(new StatusLocations(List.of(), List.of()), locations(CA.root()));
        assertEquals(Set.of(), StatusLocations.features(CA.root()));
    }

    @Test
    void extensionsThatDoNotParseNameNoPlacesButMightDemandAStaple() throws Exception {
        for (String extension : List.of("2.5.29.31", "1.3.6.1.5.5.7.1.1")) {
            X509Certificate broken = broken(extension);
            List<String> notes = new ArrayList<>();
            assertEquals(new StatusLocations(List.of(), List.of()), StatusLocations.readable(broken, notes));
            assertEquals(1, notes.size(), notes::toString);
            assertTrue(notes.get(0).contains("does not parse"), notes::toString);
            assertEquals(Set.of(), StatusLocations.features(broken));
        }
        X509Certificate broken = broken("1.3.6.1.5.5.7.1.24");
        assertThrows(CertificateException.class, () -> StatusLocations.features(broken));
        assertEquals(new StatusLocations(List.of(), List.of()), locations(broken));
    }

    private static StatusLocations locations(X509Certificate certificate) {
        List<String> notes = new ArrayList<>();
        StatusLocations found = StatusLocations.readable(certificate, notes);
        assertEquals(List.of(), notes);
        return found;
    }

    private static X509Certificate broken(String extension) {
        return CA.leaf(KeyKind.EC_P256)
                .extension(extension, false, new byte[] {0x30, 3, 2, 1})
                .issue()
                .certificate();
    }

    @Test
    void tellsGoodFromRevoked() throws Exception {
        assertEquals(
                Status.GOOD, judge(TestCrl.of(ISSUER).with(CA.root()).make()).status());
        StatusAnswer revoked = judge(TestCrl.of(ISSUER).with(LEAF).make());
        assertEquals(Status.REVOKED, revoked.status());
        assertEquals(
                new StatusAnswer.Revocation(Instant.parse("2026-01-02T03:04:05Z"), CRLReason.KEY_COMPROMISE),
                revoked.revocation().orElseThrow());
    }

    private static IssuingDistributionPoint scope(String place, boolean users, boolean authorities, boolean indirect) {
        return new IssuingDistributionPoint(
                place.isEmpty() ? null : point(place), users, authorities, null, indirect, false);
    }

    @Test
    void takesAListForCertificatesLikeThis() throws Exception {
        for (IssuingDistributionPoint each :
                List.of(scope(PLACE, false, false, false), scope("", true, false, false))) {
            assertEquals(
                    Status.GOOD,
                    judge(TestCrl.of(ISSUER).extension(SCOPE, true, each).make())
                            .status());
        }
        // For some reasons only: revoked is revoked, but nothing else is settled.
        IssuingDistributionPoint some = new IssuingDistributionPoint(
                null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false, false);
        assertEquals(
                Status.REVOKED,
                judge(TestCrl.of(ISSUER).with(LEAF).extension(SCOPE, true, some).make())
                        .status());
        assertRefused(TestCrl.of(ISSUER).extension(SCOPE, true, some).make(), "some reasons only");
    }

    @Test
    void takesEntriesThatItUnderstandsOrMayPassOver() throws Exception {
        ASN1Enumerated superseded = new ASN1Enumerated(4);
        byte[] list = TestCrl.of(ISSUER)
                .with(CA.root(), "1.2.3.4", false, DERNull.INSTANCE)
                .with(CA.intermediate(), INVALIDITY_DATE, true, new ASN1GeneralizedTime("20260101000000Z"))
                .with(LEAF, REASON_CODE, true, superseded)
                .make();
        assertEquals(
                CRLReason.SUPERSEDED, judge(list).revocation().orElseThrow().reason());
    }

    static Stream<Arguments> refused() {
        TestCa other = TestCa.create(KeyKind.EC_P256, "Other");
        Duration hour = Duration.ofHours(1);
        return Stream.of(
                arguments("of another issuer", TestCrl.of(CA.rootIdentity()), "another issuer"),
                arguments(
                        "by another key",
                        TestCrl.signedBy(ISSUER, other.rootIdentity().privateKey(), hour.negated(), hour),
                        "not by '"),
                arguments("out of date", TestCrl.of(ISSUER, Duration.ofDays(-2), hour.negated()), "out of date"),
                arguments("from the future", TestCrl.of(ISSUER, hour, Duration.ofDays(1)), "from the future"),
                arguments("SHA-1", TestCrl.of(ISSUER).signedWith("SHA1withECDSA"), "SHA1withECDSA"),
                arguments("delta", TestCrl.of(ISSUER).extension("2.5.29.27", true, new ASN1Integer(1)), "delta CRL"),
                arguments(
                        "indirect",
                        TestCrl.of(ISSUER).extension(SCOPE, true, scope("", false, false, true)),
                        "indirect CRL"),
                arguments(
                        "authorities only",
                        TestCrl.of(ISSUER).extension(SCOPE, true, scope("", false, true, false)),
                        "another kind"),
                arguments(
                        "another place",
                        TestCrl.of(ISSUER).extension(SCOPE, true, scope("http://crl.example/2", false, false, false)),
                        "another distribution point"),
                arguments(
                        "unknown and critical",
                        TestCrl.of(ISSUER).extension("1.2.3.4", true, DERNull.INSTANCE),
                        "1.2.3.4"),
                arguments(
                        "unknown and critical in another's entry",
                        TestCrl.of(ISSUER).with(CA.root(), "1.2.3.4", true, DERNull.INSTANCE),
                        "1.2.3.4"),
                arguments(
                        "unknown and critical in its own entry",
                        TestCrl.of(ISSUER).with(LEAF, "1.2.3.4", true, DERNull.INSTANCE),
                        "1.2.3.4"),
                arguments(
                        "critical, of another issuer",
                        TestCrl.of(ISSUER).with(CA.root(), CERTIFICATE_ISSUER, true, OTHER_ISSUER),
                        CERTIFICATE_ISSUER),
                // What follows such an entry is of that issuer too.
                arguments(
                        "of another issuer from here on",
                        TestCrl.of(ISSUER)
                                .with(CA.root(), CERTIFICATE_ISSUER, false, OTHER_ISSUER)
                                .with(LEAF),
                        "CN=Other"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String name, TestCrl list, String reason) {
        assertRefused(list.make(), reason);
    }

    @Test
    void refusesPssOverSha1AsWell() throws Exception {
        Identity issuer = TestCa.of(KeyKind.RSA).intermediateIdentity();
        assertEquals(
                Status.GOOD,
                judge(TestCrl.of(issuer).signedWith("SHA256withRSAandMGF1").make(), issuer.certificate())
                        .status());
        byte[] weak = TestCrl.of(issuer).signedWith("SHA1withRSAandMGF1").make();
        UnusableStatusException refusal =
                assertThrows(UnusableStatusException.class, () -> judge(weak, issuer.certificate()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("not accepted for revocation"), refusal::toString);
    }

    @Test
    void refusesAListByWhoMayNotSignLists() {
        Identity mute = TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .subject("CN=Mute")
                .authority()
                .keyUsage(KeyUsage.keyCertSign)
                .selfSigned();
        UnusableStatusException refusal = assertThrows(
                UnusableStatusException.class, () -> judge(TestCrl.of(mute).make(), mute.certificate()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("does not allow it to sign CRLs"), refusal::toString);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = TestCrl.of(ISSUER).with(LEAF).make();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(UnusableStatusException.class, () -> judge(cut), () -> cut.length + " bytes");
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "exactly one DER value");
        assertRefused("-----BEGIN X509 CRL-----".getBytes(StandardCharsets.US_ASCII), "not DER");
    }

    @Test
    void noAlteredByteMakesARevokedCertificateGood() {
        byte[] whole = TestCrl.of(ISSUER).with(LEAF).make();
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= (byte) (1 << i % 8);
            try {
                assertEquals(Status.REVOKED, judge(altered).status(), "byte " + i);
            } catch (UnusableStatusException refused) {
                assertTrue(!String.valueOf(refused.getMessage()).isEmpty());
            }
        }
    }

    private static void assertRefused(byte[] list, String reason) {
        UnusableStatusException refusal = assertThrows(UnusableStatusException.class, () -> judge(list));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::toString);
    }
}
