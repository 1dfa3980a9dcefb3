package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.HandfastParameters;
import io.handfast.HandfastProvider;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.x509.ReferenceName;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A key for another host steps back for one of another type, but only if TLS 1.3 is going to find that (RFC 8446 §4.4.2.2).
 */
class KeyElsewhereTest {
    private static final String HOST = "a.example";
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity RSA_OF_OTHER =
            CA.leaf(KeyKind.RSA).dns("b.example").issue();
    private static final Identity P256 = CA.leaf(KeyKind.EC_P256).dns(HOST).issue();
    private static final Identity P384 = CA.leaf(KeyKind.EC_P384).dns(HOST).issue();

    private static KeyIndex index(Identity... identities) throws Exception {
        List<StoredKey> keys = new ArrayList<>();
        for (Identity each : identities) {
            keys.add(StoredKey.of("key" + keys.size(), each.privateKey(), each.chain()));
        }
        return KeyIndex.of(keys, List.of());
    }

    private static void sign(SSLEngine engine, String schemes) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        parameters.setSigningSchemes(schemes.split(" "));
        engine.setSSLParameters(parameters);
    }

    /** The certificate that the client is shown by a server that signs with these schemes. */
    private static X509Certificate shown(KeyIndex index, String schemes) throws Exception {
        EngineHandshake handshake = EngineHandshake.between(
                        new HandfastProvider(),
                        Managers.trusting(CA.trustStore()),
                        null,
                        new IndexedKeyManager(index),
                        HOST)
                .protocol("TLSv1.3");
        sign(handshake.server(), schemes);
        handshake.run();
        return (X509Certificate) handshake.client().getSession().getPeerCertificates()[0];
    }

    @ParameterizedTest
    @CsvSource({
        "rsa_pss_rsae_sha256 ecdsa_secp256r1_sha256, true",
        "ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256, true",
        "rsa_pss_rsae_sha256, false",
        "ecdsa_secp384r1_sha384 rsa_pss_rsae_sha256, false",
        "rsa_pss_rsae_sha256 ecdsa_secp384r1_sha384, false",
    })
    void stepsBackOnlyForAKeyThatCanSign(String schemes, boolean forHost) throws Exception {
        Identity expected = forHost ? P256 : RSA_OF_OTHER;
        assertEquals(expected.certificate(), shown(index(RSA_OF_OTHER, P256), schemes));
    }

    @Test
    void whatWeSignWithIsPartOfTheQuestion() throws Exception {
        KeyIndex index = index(RSA_OF_OTHER, P256);
        assertEquals(RSA_OF_OTHER.certificate(), shown(index, "rsa_pss_rsae_sha256"));
        assertEquals(P256.certificate(), shown(index, "rsa_pss_rsae_sha256 ecdsa_secp256r1_sha256"));
        assertEquals(RSA_OF_OTHER.certificate(), shown(index, "rsa_pss_rsae_sha256"));
    }

    @Test
    void aKeyThatCannotSignHidesNoneThatCan() throws Exception {
        assertEquals(
                P384.certificate(),
                shown(index(RSA_OF_OTHER, P256, P384), "ecdsa_secp384r1_sha384 rsa_pss_rsae_sha256"));
    }

    @Test
    void norDoesItOnAClient() throws Exception {
        EngineHandshake handshake = EngineHandshake.between(
                        new HandfastProvider(),
                        Managers.trusting(CA.trustStore()),
                        new IndexedKeyManager(index(P256, RSA_OF_OTHER)),
                        new IndexedKeyManager(index(P256)),
                        HOST)
                .protocol("TLSv1.3")
                .needClientAuthentication();
        sign(handshake.client(), "ecdsa_secp384r1_sha384 rsa_pss_rsae_sha256");
        handshake.run();
        assertEquals(RSA_OF_OTHER.certificate(), handshake.server().getSession().getPeerCertificates()[0]);
    }

    private static Identity dsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
        generator.initialize(2048);
        return CA.leaf(KeyKind.EC_P256, generator.generateKeyPair()).dns(HOST).issue();
    }

    @Test
    void doesNotStepBackForAKindThatTlsNeverAsksFor() throws Exception {
        assertEquals(RSA_OF_OTHER.certificate(), shown(index(RSA_OF_OTHER, dsa()), "rsa_pss_rsae_sha256"));
    }

    /** A session of somebody else says only what the peer verifies, by name. */
    @Test
    void norWhereItIsNotKnownWhatWeSignWith() throws Exception {
        assertEquals(Optional.of("key0"), best(index(RSA_OF_OTHER, dsa())));
        assertEquals(Optional.empty(), best(index(RSA_OF_OTHER, P256)));
    }

    private static Optional<String> best(KeyIndex index) throws Exception {
        KeyRequest open = KeyRequest.of(new String[] {"RSA"}, null, PeerRole.SERVER, Optional.empty());
        KeyRequest request = new KeyRequest(
                open.keyTypes(),
                open.authorities(),
                open.role(),
                Optional.of(ReferenceName.parse(HOST)),
                List.of("RSASSA-PSS", "SHA256withECDSA"),
                Optional.empty(),
                certificate -> true,
                true,
                open.rules());
        return new KeyChoice(index, request, Instant.now()).best().map(StoredKey::alias);
    }
}
