package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.suite.CipherSuite;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of cipher suites, ours and other people's (Java Security Standard Algorithm Names). */
class SuiteNamesTest {
    private static final String OURS = "TLS_AES_128_GCM_SHA256";

    @Test
    void theListOfTheJdkIsTaken() throws Exception {
        SSLContext jdk = SSLContext.getInstance("Default", Security.getProvider("SunJSSE"));
        String[] copied = jdk.getSupportedSSLParameters().getCipherSuites();
        List<String> kept = names(copied);
        assertTrue(kept.contains(OURS));
        assertTrue(Arrays.asList(copied).containsAll(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_DHE_DSS_WITH_AES_256_GCM_SHA384",
                "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DH_anon_WITH_AES_128_GCM_SHA256",
                "TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
                "SSL_RSA_EXPORT_WITH_RC4_40_MD5",
                "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
                "TLS_RSA_WITH_NULL_SHA256",
                "SSL_DHE_RSA_WITH_DES_CBC_SHA",
                "TLS_KRB5_WITH_3DES_EDE_CBC_SHA"
            })
    void suitesOfThePastArePassedOverButNotAlone(String gone) {
        assertEquals(List.of(OURS), names(gone, OURS));
        IllegalArgumentException alone = assertThrows(IllegalArgumentException.class, () -> names(gone));
        assertTrue(String.valueOf(alone.getMessage()).contains(gone));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "TLS_AES_128_GCM_SHA257",
                "tls_aes_128_gcm_sha256",
                "TLS_DHE_DSS",
                "xTLS_DHE_DSS_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_NULLS",
                "TLS_ECDHE_RSA_WITH_3DESX_CBC_SHA"
            })
    void whatMeansNothingIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> names(OURS, name));
    }

    @Test
    void signalsAreNoSuites() {
        assertEquals(List.of(OURS), names("TLS_EMPTY_RENEGOTIATION_INFO_SCSV", OURS, "TLS_FALLBACK_SCSV", OURS));
        assertFalse(names(OURS).contains("TLS_FALLBACK_SCSV"));
    }

    /** The one supported suite that JSSE calls by a name of its own. */
    @Test
    void theNameOfSslIsTaken() {
        String iana = "TLS_RSA_WITH_3DES_EDE_CBC_SHA";
        assertEquals(
                0x000A,
                SuiteNames.parse(new String[] {"SSL_RSA_WITH_3DES_EDE_CBC_SHA"})
                        .get(0)
                        .codePoint());
        assertEquals(List.of(OURS, iana), names(OURS, "SSL_RSA_WITH_3DES_EDE_CBC_SHA", iana));
    }

    private static List<String> names(String... names) {
        return SuiteNames.parse(names).stream().map(CipherSuite::ianaName).toList();
    }
}
