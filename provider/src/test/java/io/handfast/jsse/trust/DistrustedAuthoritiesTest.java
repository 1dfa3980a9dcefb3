package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.SystemProperties;
import io.handfast.failure.CertificateFailure;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.MessageDigest;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorities whose word counts up to a day only ({@code jdk.security.caDistrustPolicies}). */
class DistrustedAuthoritiesTest {
    private static final String PROPERTY = "jdk.security.caDistrustPolicies";
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity LEAF = CA.leaf(KeyKind.EC_P256)
            .valid(Duration.ofDays(-10), Duration.ofDays(90))
            .issue();
    private static final LocalDate ISSUED =
            LocalDate.ofInstant(LEAF.certificate().getNotBefore().toInstant(), ZoneOffset.UTC);

    private static String fingerprint(X509Certificate certificate) throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static DistrustPolicy policy(LocalDate lastDay, X509Certificate anchor, Map<String, LocalDate> exempt)
            throws Exception {
        return new DistrustPolicy("TEST_TLS", "Test", lastDay, Set.of(fingerprint(anchor)), exempt);
    }

    private static X509ExtendedTrustManager trusting(X509Certificate anchor, DistrustPolicy policy) {
        PathBuilding building = new PathBuilding(
                new TrustAnchors(List.of(anchor)), Optional.empty(), InstantSource.fixed(Instant.now()));
        return new PkixTrustManager(building, new DistrustedAuthorities(List.of(policy)));
    }

    private static void accepted(X509Certificate anchor, DistrustPolicy policy) {
        assertDoesNotThrow(() -> trusting(anchor, policy).checkServerTrusted(LEAF.chainArray(), "UNKNOWN"));
    }

    private static void refused(X509Certificate anchor, DistrustPolicy policy) {
        X509ExtendedTrustManager trust = trusting(anchor, policy);
        CertificateFailure failure =
                assertThrows(CertificateFailure.class, () -> trust.checkServerTrusted(LEAF.chainArray(), "UNKNOWN"));
        assertEquals(CertificateFailure.Check.TRUST, failure.check());
        assertEquals(LEAF.certificate(), failure.certificate().orElseThrow());
        assertTrue(
                String.valueOf(failure.getMessage()).contains("a root of Test that is distrusted"), failure::toString);
        assertTrue(failure.advice().contains("TEST_TLS"), failure::toString);
        assertDoesNotThrow(() -> trust.checkClientTrusted(LEAF.chainArray(), "EC"), "the policies are about servers");
    }

    @Test
    void theDayCounts() throws Exception {
        accepted(CA.root(), policy(ISSUED, CA.root(), Map.of()));
        refused(CA.root(), policy(ISSUED.minusDays(1), CA.root(), Map.of()));
    }

    @Test
    void anAuthorityBelowMayHaveADayOfItsOwn() throws Exception {
        String below = fingerprint(CA.intermediate());
        LocalDate before = ISSUED.minusDays(1);
        accepted(CA.root(), policy(before, CA.root(), Map.of(below, ISSUED)));
        refused(CA.root(), policy(before, CA.root(), Map.of(below, before)));
        refused(CA.root(), policy(before, CA.root(), Map.of(fingerprint(CA.root()), ISSUED)));
        refused(CA.root(), policy(before, CA.root(), Map.of(fingerprint(LEAF.certificate()), ISSUED)));
    }

    @Test
    void onlyTheAnchorCounts() throws Exception {
        LocalDate before = ISSUED.minusDays(1);
        accepted(CA.intermediate(), policy(before, CA.root(), Map.of()));
        refused(CA.intermediate(), policy(before, CA.intermediate(), Map.of()));
        accepted(LEAF.certificate(), policy(before, LEAF.certificate(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "'SYMANTEC_TLS, ENTRUST_TLS ,UNHEARD_OF,,CHUNGHWA_TLS', SYMANTEC_TLS ENTRUST_TLS CHUNGHWA_TLS",
        "'symantec_tls', ''",
        "'', ''",
    })
    void thePlatformsPropertyNamesThem(String value, String names) {
        String before = Security.getProperty(PROPERTY);
        Security.setProperty(PROPERTY, value);
        try {
            assertEquals(
                    names,
                    String.join(
                            " ",
                            DistrustedAuthorities.ofPlatform().policies().stream()
                                    .map(DistrustPolicy::name)
                                    .toList()));
        } finally {
            Security.setProperty(PROPERTY, before == null ? "" : before);
        }
    }

    @Test
    void thisPlatformsPoliciesAreAllKnown() {
        List<String> known =
                DistrustPolicy.KNOWN.stream().map(DistrustPolicy::name).toList();
        for (String each : SystemProperties.distrustPolicies()) {
            assertTrue(known.contains(each), each);
        }
    }
}
