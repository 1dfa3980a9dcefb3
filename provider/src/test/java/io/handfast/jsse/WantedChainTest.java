package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that come from the authorities, and bear the signatures, that the peer asked for (RFC 8446 §4.2.3, §4.2.4). */
class WantedChainTest {
    private static final TestCa FIRST = TestCa.create(KeyKind.EC_P256, "First");
    private static final TestCa SECOND = TestCa.create(KeyKind.ED25519, "Second");
    private static final Identity[] BOTH = {FIRST.localhost(KeyKind.EC_P256), SECOND.localhost(KeyKind.EC_P256)};
    private static final KeyStore TRUSTS_BOTH = TestCa.trustStore(FIRST.root(), SECOND.root());
    private static final X500Principal STRANGER = new X500Principal("CN=Stranger");

    private static EnginePair pair(SSLContext client, SSLContext server) {
        return new EnginePair(client.createSSLEngine("localhost", -1), server.createSSLEngine());
    }

    private static SSLContext context(KeyStore trust, Identity... identities) {
        try {
            return HandfastContext.builder()
                    .keyStore(TestCa.keyStore(identities), TestCa.PASSWORD.toCharArray())
                    .trustStore(trust)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not make a context", e);
        }
    }

    private static void set(SSLEngine engine, Consumer<HandfastParameters> setting) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        setting.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    private static EnginePair connected(EnginePair pair) {
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    private static String issuer(SSLSession session) throws Exception {
        X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
        return leaf.getIssuerX500Principal().getName().replaceAll(".*CN=(\\w+).*", "$1");
    }

    private static X500Principal[] names(X509Certificate... authorities) {
        return Arrays.stream(authorities)
                .map(X509Certificate::getSubjectX500Principal)
                .toArray(X500Principal[]::new);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, Second", "TLSv1.2, First"})
    void aServerObeysTheNamesOfAClientInTls13(String version, String chosen) throws Exception {
        EnginePair pair = pair(context(TRUSTS_BOTH), context(TRUSTS_BOTH, BOTH));
        set(pair.client, wanted -> {
            wanted.setCertificateAuthorities(names(SECOND.root()));
            wanted.setProtocols(new String[] {version});
        });
        connected(pair);
        assertEquals(chosen, issuer(pair.client.getSession()));
    }

    @Test
    void anIntermediateAuthorityIsAnAuthority() throws Exception {
        EnginePair pair = pair(context(TRUSTS_BOTH), context(TRUSTS_BOTH, BOTH));
        set(pair.client, wanted -> wanted.setCertificateAuthorities(names(SECOND.intermediate())));
        connected(pair);
        assertEquals("Second", issuer(pair.client.getSession()));
    }

    @Test
    void aServerWithNothingFromTheNamedAuthoritiesShowsWhatItHas() throws Exception {
        EnginePair pair = pair(context(TRUSTS_BOTH), context(TRUSTS_BOTH, BOTH));
        set(pair.client, wanted -> wanted.setCertificateAuthorities(new X500Principal[] {STRANGER}));
        connected(pair);
        assertEquals("First", issuer(pair.client.getSession()));
    }

    @Test
    void aClientTellsWhomItTrustsOnlyIfToldTo() {
        SSLContext trustsSecond = context(SECOND.trustStore());
        EnginePair silent = pair(trustsSecond, context(TRUSTS_BOTH, BOTH)).handshake();
        assertNotNull(silent.clientFault, "the server could not know");
        EnginePair telling = pair(trustsSecond, context(TRUSTS_BOTH, BOTH));
        set(telling.client, wanted -> wanted.setNamesTrustedAuthorities(true));
        connected(telling);
        EnginePair overruled = pair(trustsSecond, context(TRUSTS_BOTH, BOTH));
        set(overruled.client, wanted -> {
            wanted.setNamesTrustedAuthorities(true);
            wanted.setCertificateAuthorities(new X500Principal[0]);
        });
        assertNotNull(overruled.handshake().clientFault, "names that are set come first, even none");
    }

    @Test
    void theNameOfTheHostCountsMoreThanTheAuthority() throws Exception {
        Identity elsewhere = SECOND.leaf(KeyKind.EC_P256)
                .dns("elsewhere.example")
                .serverAuth()
                .issue();
        Identity here =
                FIRST.leaf(KeyKind.EC_P256).dns("here.example").serverAuth().issue();
        EnginePair named = new EnginePair(
                context(TRUSTS_BOTH).createSSLEngine("here.example", -1),
                context(TRUSTS_BOTH, elsewhere, here).createSSLEngine());
        set(named.client, wanted -> {
            wanted.setCertificateAuthorities(names(SECOND.root()));
            wanted.setEndpointIdentificationAlgorithm("HTTPS");
        });
        connected(named);
        assertEquals("First", issuer(named.client.getSession()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServersOwnNamesReplaceThoseOfItsTrustManager(String version) throws Exception {
        EnginePair pair = pair(context(TRUSTS_BOTH, BOTH), context(TRUSTS_BOTH, BOTH));
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.server, wanted -> {
            wanted.setNeedClientAuth(true);
            wanted.setCertificateAuthorities(names(SECOND.root()));
        });
        connected(pair);
        assertEquals("Second", issuer(pair.server.getSession()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientShowsNothingFromOtherAuthorities(String version) {
        EnginePair pair = pair(context(TRUSTS_BOTH, BOTH), context(TRUSTS_BOTH, BOTH));
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.server, wanted -> {
            wanted.setWantClientAuth(true);
            wanted.setCertificateAuthorities(new X500Principal[] {STRANGER});
        });
        connected(pair);
        assertNull(pair.client.getSession().getLocalCertificates());
        EnginePair any = pair(context(TRUSTS_BOTH, BOTH), context(TestCa.trustStore(SECOND.root()), BOTH));
        any.client.setEnabledProtocols(new String[] {version});
        set(any.server, wanted -> {
            wanted.setWantClientAuth(true);
            wanted.setCertificateAuthorities(new X500Principal[0]);
        });
        any.handshake();
        assertNotNull(
                any.serverFault, "without names the client shows its first chain, which this server does not trust");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Spec({"RFC8446-4.2.3-16", "RFC8446-4.4.2.2-6"})
    void aServerPrefersAChainWithSignaturesThatTheClientWants(String version) throws Exception {
        EnginePair pair = pair(context(TRUSTS_BOTH), context(TRUSTS_BOTH, BOTH));
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.client, wanted -> wanted.setCertificateSignatureSchemes(new String[] {"ed25519", "no-such-scheme"}));
        connected(pair);
        assertEquals("Second", issuer(pair.client.getSession()));
        assertEquals(
                Optional.of("ecdsa_secp256r1_sha256"),
                HandfastSession.of(pair.client.getSession()).peerSignatureScheme(),
                "handshakes are signed with what the other list says");
    }

    @Test
    @Spec("RFC8446-4.4.2.3-3")
    void aClientPrefersAChainWithSignaturesThatTheServerWants() throws Exception {
        EnginePair pair = pair(context(TRUSTS_BOTH, BOTH), context(TRUSTS_BOTH, BOTH));
        set(pair.server, wanted -> {
            wanted.setNeedClientAuth(true);
            wanted.setCertificateSignatureSchemes(new String[] {"ed25519"});
        });
        connected(pair);
        assertEquals("Second", issuer(pair.server.getSession()));
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, ed25519, true",
        "TLSv1.2, ed25519, true",
        "TLSv1.3, ecdsa_secp256r1_sha256, false",
        "TLSv1.3, rsa_pss_rsae_sha256, true",
        "TLSv1.3, no-such-scheme, true"
    })
    void aChainWithOtherSignaturesIsRefused(String version, String scheme, boolean refused) {
        EnginePair pair = pair(context(TRUSTS_BOTH), context(TRUSTS_BOTH, BOTH[0]));
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.client, wanted -> wanted.setCertificateSignatureSchemes(new String[] {scheme}));
        pair.handshake();
        assertEquals(refused, pair.clientFault != null, () -> String.valueOf(pair.clientFault));
        if (pair.clientFault != null) {
            String reason = String.valueOf(pair.clientFault.getMessage());
            assertTrue(reason.contains("of certificates the program accepts"), reason);
        }
    }

    @Test
    void aSessionIsNotTakenUpWhereItsChainWouldBeRefused() {
        SSLContext client = context(TRUSTS_BOTH);
        SSLContext server = context(TRUSTS_BOTH, BOTH[0]);
        assertFalse(resumes(client, server, null));
        assertTrue(resumes(client, server, null), "as a check of the test");
        EnginePair strict = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        set(strict.client, wanted -> wanted.setCertificateSignatureSchemes(new String[] {"ed25519"}));
        assertNotNull(strict.handshake().clientFault, "the chain is judged anew");
        assertFalse(resumes(client, server, "ecdsa_secp256r1_sha256"));
        assertTrue(resumes(client, server, "ecdsa_secp256r1_sha256"), "judged in the same way before");
    }

    private static boolean resumes(SSLContext client, SSLContext server, @Nullable String scheme) {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        set(
                pair.client,
                wanted -> wanted.setCertificateSignatureSchemes(scheme == null ? null : new String[] {scheme}));
        connected(pair);
        return HandfastSession.of(pair.client.getSession()).resumed();
    }

    @Test
    void settingsComeBack() {
        HandfastParameters parameters = new HandfastParameters();
        assertNull(parameters.getCertificateAuthorities());
        assertNull(parameters.getCertificateSignatureSchemes());
        assertEquals(Optional.empty(), parameters.getNamesTrustedAuthorities());
        parameters.setCertificateAuthorities(new X500Principal[] {STRANGER});
        parameters.setCertificateSignatureSchemes(new String[] {"ed25519"});
        parameters.setNamesTrustedAuthorities(true);
        SSLEngine engine = context(TRUSTS_BOTH).createSSLEngine();
        engine.setSSLParameters(parameters);
        HandfastParameters back = HandfastParameters.of(engine.getSSLParameters());
        assertArrayEquals(new X500Principal[] {STRANGER}, back.getCertificateAuthorities());
        assertArrayEquals(new String[] {"ed25519"}, back.getCertificateSignatureSchemes());
        assertEquals(Optional.of(true), back.getNamesTrustedAuthorities());
    }

    @Test
    void badSettingsAreRefused() {
        HandfastParameters parameters = new HandfastParameters();
        X500Principal[] many = IntStream.range(0, 2000)
                .mapToObj(i -> new X500Principal("CN=Authority " + i))
                .toArray(X500Principal[]::new);
        assertThrows(IllegalArgumentException.class, () -> parameters.setCertificateAuthorities(many));
        assertThrows(
                IllegalArgumentException.class,
                () -> parameters.setCertificateAuthorities(new X500Principal[] {STRANGER, null}));
        assertThrows(
                IllegalArgumentException.class, () -> parameters.setCertificateSignatureSchemes(new String[] {""}));
        assertThrows(IllegalArgumentException.class, () -> parameters.setCertificateSignatureSchemes(new String[0]));
        assertNull(parameters.getCertificateAuthorities());
    }
}
