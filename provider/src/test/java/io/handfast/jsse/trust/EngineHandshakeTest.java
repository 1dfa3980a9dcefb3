package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Endpoint identification, constraints and the choice by name, as our own engines and the platform's, a caller we did not write,
 * get them from our managers.
 */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"Handfast", "SunJSSE"})
class EngineHandshakeTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private final Provider provider;
    private final X509ExtendedTrustManager trust;

    EngineHandshakeTest(String provider) throws Exception {
        this.provider = provider.equals("Handfast") ? new HandfastProvider() : Security.getProvider(provider);
        trust = Managers.trusting(CA.trustStore());
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, , HTTPS, true",
        "a.example, , https, true",
        "a.example, , LDAPS, true",
        "x.b.example, , HTTPS, true",
        "192.0.2.1, , HTTPS, true",
        "192.0.2.1, a.example, HTTPS, true",
        "a.example, elsewhere.example, HTTPS, true",
        "b\u00fccher.example, , HTTPS, true",
        "elsewhere.example, , HTTPS, false",
        "elsewhere.example, , LDAPS, false",
        "elsewhere.example, other.example, HTTPS, false",
        "192.0.2.2, , HTTPS, false",
        ", , HTTPS, false",
        ", a.example, HTTPS, true",
        "elsewhere.example, , '', true",
    })
    void endpointIdentification(
            @Nullable String peerHost, @Nullable String requested, String algorithm, boolean accepted)
            throws Exception {
        Identity server = CA.leaf(KeyKind.EC_P256)
                .dns("a.example")
                .dns("*.b.example")
                .dns("xn--bcher-kva.example")
                .ip("192.0.2.1")
                .issue();
        EngineHandshake handshake = EngineHandshake.between(provider, trust, null, Managers.holding(server), peerHost)
                .identification(algorithm);
        if (requested != null) {
            handshake.requestedName(requested);
        }
        if (accepted) {
            assertDoesNotThrow(handshake::run);
        } else {
            assertThrows(SSLException.class, handshake::run);
        }
    }

    @Test
    void anUnknownIdentificationAlgorithmIsNoIdentification() throws Exception {
        EngineHandshake handshake = EngineHandshake.between(
                        provider, trust, null, Managers.holding(CA.localhost(KeyKind.EC_P256)), "localhost")
                .identification("HTTPX");
        assertThrows(SSLException.class, handshake::run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothSidesAuthenticate(String protocol) throws Exception {
        Identity client = CA.leaf(KeyKind.EC_P256).clientAuth().issue();
        EngineHandshake done = EngineHandshake.between(
                        provider,
                        trust,
                        Managers.holding(client),
                        Managers.holding(CA.localhost(KeyKind.RSA)),
                        "localhost")
                .protocol(protocol)
                .needClientAuthentication()
                .run();
        assertEquals(client.certificate(), done.server().getSession().getPeerCertificates()[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, a.example, 0",
        "TLSv1.3, b.example, 1",
        "TLSv1.3, x.c.example, 2",
        "TLSv1.3, nobody.example, 0",
        "TLSv1.2, a.example, 0",
        "TLSv1.2, b.example, 1",
    })
    @Spec("RFC8446-9.2-13")
    void theServerChoosesByName(String protocol, String requested, int chosen) throws Exception {
        Identity[] identities = {
            CA.leaf(KeyKind.EC_P256).dns("a.example").issue(),
            CA.leaf(KeyKind.EC_P256).dns("b.example").issue(),
            CA.leaf(KeyKind.EC_P256).dns("*.c.example").issue(),
        };
        EngineHandshake done = EngineHandshake.between(provider, trust, null, Managers.holding(identities), requested)
                .protocol(protocol)
                .run();
        assertEquals(
                identities[chosen].certificate(), done.client().getSession().getPeerCertificates()[0]);
    }

    @Test
    void aNameCountsMoreThanTheOrderOfKeyTypes() throws Exception {
        Identity[] identities = {
            CA.leaf(KeyKind.EC_P256).dns("a.example").issue(),
            CA.leaf(KeyKind.RSA).dns("b.example").issue(),
        };
        EngineHandshake done = EngineHandshake.between(provider, trust, null, Managers.holding(identities), "b.example")
                .protocol("TLSv1.3")
                .run();
        assertEquals(identities[1].certificate(), done.client().getSession().getPeerCertificates()[0]);
    }

    @Test
    void theConnectionsConstraintsCount() throws Exception {
        Identity server = CA.localhost(KeyKind.EC_P384);
        SSLParameters parameters = new SSLParameters();
        parameters.setAlgorithmConstraints(new NoLargeCurves());
        EngineHandshake handshake = EngineHandshake.between(
                        provider, trust, null, Managers.holding(server), "localhost")
                .parameters(parameters);
        SSLException refusal = assertThrows(SSLException.class, handshake::run);
        assertTrue(String.valueOf(refusal.getMessage()).contains("constraints forbid"), refusal.toString());
    }

    @Test
    void aPlainManagerGetsTheNameCheckAdded() throws Exception {
        X509ExtendedTrustManager wrapped = ExtendedTrust.wrap(new Gullible());
        Identity server = CA.localhost(KeyKind.EC_P256);
        EngineHandshake.between(provider, wrapped, null, Managers.holding(server), "localhost")
                .identification("HTTPS")
                .run();
        EngineHandshake wrongName = EngineHandshake.between(
                        provider, wrapped, null, Managers.holding(server), "elsewhere.example")
                .identification("HTTPS");
        SSLException refusal = assertThrows(SSLException.class, wrongName::run);
        assertTrue(String.valueOf(refusal.getMessage()).contains("not for 'elsewhere.example'"), refusal.toString());
        Identity weak = TestCa.of(KeyKind.RSA)
                .leaf(KeyKind.RSA)
                .dns("localhost")
                .signedWith("MD5withRSA")
                .issue();
        EngineHandshake md5 = EngineHandshake.between(provider, wrapped, null, Managers.holding(weak), "localhost")
                .protocol("TLSv1.2");
        assertThrows(SSLException.class, md5::run);
        assertEquals(0, wrapped.getAcceptedIssuers().length);
    }

    @Test
    void anExtendedManagerDecidesAlone() {
        assertEquals(trust, ExtendedTrust.wrap(trust));
    }

    @Test
    void outsideAHandshakeNothingIsTrusted() throws Exception {
        X509Certificate[] chain = CA.localhost(KeyKind.EC_P256).chainArray();
        EngineHandshake idle = EngineHandshake.between(provider, trust, null, Managers.holding(), "localhost")
                .identification("HTTPS");
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "UNKNOWN", idle.client()));
    }

    /** Trusts everybody, and knows no connections. */
    private static final class Gullible implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            assertTrue(chain.length > 0);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            assertTrue(chain.length > 0);
        }

        @Override
        public X509Certificate @Nullable [] getAcceptedIssuers() {
            return null;
        }
    }

    /** An application's own rule about keys. */
    private static final class NoLargeCurves implements AlgorithmConstraints {
        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return !(key instanceof java.security.interfaces.ECKey ec)
                    || ec.getParams().getOrder().bitLength() <= 256;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return permits(primitives, key);
        }
    }
}
