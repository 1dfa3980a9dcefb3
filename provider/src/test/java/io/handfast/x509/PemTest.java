package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import io.handfast.testing.TestPem;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PEM as people have it on disk, and PEM that is none (RFC 7468, RFC 5958, RFC 5915, RFC 8017 §A.1.2). */
class PemTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final CertificateFactory FACTORY = JCA.certificateFactory();
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity LEAF = CA.leaf(KeyKind.EC_P256)
            .subject("CN=pem.example")
            .dns("pem.example")
            .issue();
    private static final String CHAIN = TestPem.chain(LEAF.chain());
    private static final String KEY = TestPem.key(LEAF);

    private static List<X509Certificate> certificates(String text) throws PemException {
        return PemCertificates.read(FACTORY, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static PrivateKey key(String text) throws PemException {
        return PemPrivateKey.read(JCA, text.getBytes(StandardCharsets.ISO_8859_1), Optional.empty(), Optional.empty());
    }

    static Stream<Arguments> dressings() {
        String described = "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 12:34\n";
        return Stream.of(
                Arguments.of("plain", CHAIN),
                Arguments.of("CRLF", CHAIN.replace("\n", "\r\n")),
                Arguments.of("CR", CHAIN.replace("\n", "\r")),
                Arguments.of("text of openssl before each", CHAIN.replace("-----BEGIN", described + "-----BEGIN")),
                Arguments.of("bag attributes", "Bag Attributes\n    localKeyID: 01\nsubject=CN = x\n" + CHAIN),
                Arguments.of("text behind", CHAIN + "\nmade by somebody\n-----not a block-----\n"),
                Arguments.of("no line end at the end", CHAIN.stripTrailing()),
                Arguments.of("spaces at line ends", CHAIN.replace("\n", "  \t\n")),
                Arguments.of("spaces before lines", CHAIN.replace("\n", "\n  ")),
                Arguments.of("empty lines", CHAIN.replace("\n", "\n\n")),
                Arguments.of("one line each", oneLine(CHAIN)),
                Arguments.of("byte order mark", "\u00ef\u00bb\u00bf" + CHAIN),
                Arguments.of("key in front", KEY + CHAIN),
                Arguments.of("old label", CHAIN.replace("CERTIFICATE-", "X509 CERTIFICATE-")));
    }

    /** All of a block's base64 in one line. */
    private static String oneLine(String text) {
        return text.replaceAll("(?m)(?<!-)\\n(?!-)", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dressings")
    void certificatesAreFound(String what, String text) throws Exception {
        assertEquals(LEAF.chain(), certificates(text));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("nothing", "", "there is no PEM block in it"),
                Arguments.of("text alone", "hello\nworld\n", "there is no PEM block in it"),
                Arguments.of("a key alone", KEY, "there is PRIVATE KEY block in line 1 in it"),
                Arguments.of("cut off", CHAIN.substring(0, CHAIN.length() - 40), "was the file cut off?"),
                Arguments.of("no end", CHAIN.replaceFirst("-----END CERTIFICATE-----\n", ""), "not ended before line"),
                Arguments.of("other end", CHAIN.replaceFirst("END CERT", "END CRET"), "not ended before line"),
                Arguments.of("not base64", CHAIN.replaceFirst("MII", "M!I"), "is not base64"),
                Arguments.of("two byte letters", CHAIN.replaceFirst("MII", "M\u00e4I"), "is not base64"),
                Arguments.of(
                        "empty block",
                        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                        "empty PEM block in line 1"),
                Arguments.of(
                        "no certificate inside", TestPem.block("CERTIFICATE", new byte[] {1, 2}), "no certificate"),
                Arguments.of(
                        "bytes behind",
                        TestPem.block("CERTIFICATE", padded(LEAF.certificate())),
                        "the CERTIFICATE block in line 1 is"),
                Arguments.of("of OpenSSL's own", CHAIN.replace("CERTIFICATE", "TRUSTED CERTIFICATE"), "openssl x509"),
                Arguments.of("UTF-16", spread(CHAIN), "UTF-16"),
                Arguments.of("DER", "0\u0082\u0001\u0000abc", "convert it"),
                Arguments.of("more blocks than anybody has", block().repeat(10_001), "more than 10000"),
                Arguments.of("too large", " ".repeat(8 << 20) + CHAIN, "larger than 8388608 bytes"));
    }

    private static String block() {
        return "-----BEGIN X-----\nAAAA\n-----END X-----\n";
    }

    private static byte[] padded(X509Certificate certificate) {
        try {
            byte[] encoded = certificate.getEncoded();
            return java.util.Arrays.copyOf(encoded, encoded.length + 3);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String spread(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void brokenFilesSayWhatIsWrong(String what, String text, String words) {
        PemException refusal = assertThrows(PemException.class, () -> certificates(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKindOfKeyInPkcs8(KeyKind kind) throws Exception {
        Identity identity = TestCertificate.alone(kind).selfSigned();
        PrivateKey read = key("some text\n" + TestPem.key(identity));
        assertArrayEquals(identity.privateKey().getEncoded(), read.getEncoded());
        assertEquals(identity.chain(), KeyedChain.of(JCA, read, identity.chain()));
    }

    @Test
    void pkcs1() throws Exception {
        Identity rsa = TestCertificate.alone(KeyKind.RSA).selfSigned();
        byte[] inner = PrivateKeyInfo.getInstance(rsa.privateKey().getEncoded())
                .getPrivateKey()
                .getOctets();
        assertArrayEquals(
                rsa.privateKey().getEncoded(),
                key(TestPem.block("RSA PRIVATE KEY", inner)).getEncoded());
    }

    @Test
    void sec1WithAndWithoutTheCurve() throws Exception {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(LEAF.privateKey().getEncoded());
        ECPrivateKey inner = ECPrivateKey.getInstance(info.parsePrivateKey());
        byte[] curve =
                info.getPrivateKeyAlgorithm().getParameters().toASN1Primitive().getEncoded();
        byte[] without = new ECPrivateKey(256, inner.getKey()).getEncoded();
        byte[] with = new ECPrivateKey(
                        256, inner.getKey(), info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();
        String named = TestPem.block("EC PRIVATE KEY", with);
        String beside = TestPem.block("EC PARAMETERS", curve) + TestPem.block("EC PRIVATE KEY", without);
        for (String text : List.of(named, beside)) {
            assertTrue(KeyedChain.belongs(JCA, key(text), LEAF.certificate().getPublicKey()), text);
        }
        String alone = TestPem.block("EC PRIVATE KEY", without);
        PemException refusal = assertThrows(PemException.class, () -> key(alone));
        assertTrue(String.valueOf(refusal.getMessage()).contains("without its curve"), refusal.toString());
        PrivateKey told = PemPrivateKey.read(
                JCA,
                alone.getBytes(StandardCharsets.US_ASCII),
                Optional.empty(),
                Optional.of(LEAF.certificate().getPublicKey()));
        assertTrue(KeyedChain.belongs(JCA, told, LEAF.certificate().getPublicKey()));
    }

    static Stream<Arguments> keysThatAreNone() {
        byte[] encoded = LEAF.privateKey().getEncoded();
        return Stream.of(
                Arguments.of("no key", CHAIN, "holds no private key: there is CERTIFICATE block in line 1"),
                Arguments.of("two keys", KEY + KEY, "holds 2 private keys"),
                Arguments.of("wrong label", TestPem.block("RSA PRIVATE KEY", encoded), "no private key that this Java"),
                Arguments.of("DSA", TestPem.block("DSA PRIVATE KEY", encoded), "of no kind that TLS uses"),
                Arguments.of(
                        "encrypted, no password",
                        TestPem.block("ENCRYPTED PRIVATE KEY", encoded),
                        "no password was given"),
                Arguments.of("old encryption", KEY.replaceAll("BEGIN PRIVATE KEY-----\n", """
                                BEGIN PRIVATE KEY-----
                                Proc-Type: 4,ENCRYPTED
                                DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

                                """), "openssl pkcs8 -topk8"),
                Arguments.of("cut off", TestPem.block("PRIVATE KEY", java.util.Arrays.copyOf(encoded, 30)), "Java"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysThatAreNone")
    void brokenKeysSayWhatIsWrongAndNothingOfTheKey(String what, String text, String words) {
        PemException refusal = assertThrows(PemException.class, () -> key(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
        assertFalse(String.valueOf(refusal.getMessage()).contains(KEY.substring(60, 70)));
    }

    @Test
    void mutilatedFilesNeverEscapeAsAnythingElse() {
        Random random = new Random(7);
        byte[] whole = (CHAIN + KEY).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int j = random.nextInt(4); j >= 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            onlyPemExceptions(() -> PemCertificates.read(FACTORY, changed));
            onlyPemExceptions(() -> PemPrivateKey.read(JCA, changed, Optional.empty(), Optional.empty()));
        }
    }

    private interface Reading {
        Object read() throws Exception;
    }

    private static void onlyPemExceptions(Reading reading) {
        try {
            assertTrue(reading.read() != null);
        } catch (Exception e) {
            assertEquals(PemException.class, e.getClass(), e.toString());
        }
    }

    @Test
    void chainsAreSortedWhateverTheirOrder() throws Exception {
        List<X509Certificate> whole = new ArrayList<>(LEAF.chain());
        whole.add(CA.root());
        X509Certificate stranger = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=stranger")
                .selfSigned()
                .certificate();
        List<X509Certificate> given = new ArrayList<>(whole);
        given.add(stranger);
        given.add(LEAF.certificate());
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(given, random);
            assertEquals(whole, KeyedChain.of(JCA, LEAF.privateKey(), given));
        }
    }

    @Test
    void aSelfSignedCertificateIsAChain() throws Exception {
        Identity alone = TestCertificate.alone(KeyKind.ED25519).selfSigned();
        assertEquals(alone.chain(), KeyedChain.of(JCA, alone.privateKey(), alone.chain()));
    }

    @Test
    void authoritiesThatSignEachOtherMakeNoEndlessChain() throws Exception {
        Identity one = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=One")
                .authority()
                .selfSigned();
        Identity two = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=Two")
                .authority()
                .selfSigned();
        java.security.KeyPair ones = new java.security.KeyPair(one.certificate().getPublicKey(), one.privateKey());
        X509Certificate oneByTwo = TestCertificate.withKey(KeyKind.EC_P256, ones)
                .subject("CN=One")
                .authority()
                .issuer(two, List.of())
                .issue()
                .certificate();
        java.security.KeyPair twos = new java.security.KeyPair(two.certificate().getPublicKey(), two.privateKey());
        X509Certificate twoByOne = TestCertificate.withKey(KeyKind.EC_P256, twos)
                .subject("CN=Two")
                .authority()
                .issuer(one, List.of())
                .issue()
                .certificate();
        Identity leaf =
                TestCertificate.alone(KeyKind.EC_P256).issuer(one, List.of()).issue();
        List<X509Certificate> chain =
                KeyedChain.of(JCA, leaf.privateKey(), List.of(oneByTwo, twoByOne, leaf.certificate()));
        assertEquals(List.of(leaf.certificate(), oneByTwo, twoByOne), chain);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"RSA", "RSASSA_PSS", "EC_P256", "EC_P384", "ED25519", "ED448"})
    void aKeyOfAnotherCertificateIsRefused(KeyKind kind) {
        PrivateKey other = kind.generate().getPrivate();
        PemException refusal = assertThrows(PemException.class, () -> KeyedChain.of(JCA, other, LEAF.chain()));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("belongs to none of the 2 certificates"),
                refusal.toString());
        assertTrue(String.valueOf(refusal.getMessage()).contains("EC of 'CN=pem.example'"), refusal.toString());
    }

    @Test
    void aHugeChainIsRefusedBeforeAnythingIsVerified() {
        List<X509Certificate> many = new ArrayList<>();
        Identity one = TestCertificate.alone(KeyKind.EC_P256).selfSigned();
        for (int i = 0; i < 33; i++) {
            many.add(TestCertificate.alone(KeyKind.EC_P256)
                    .issuer(one, List.of())
                    .issue()
                    .certificate());
        }
        PemException refusal = assertThrows(PemException.class, () -> KeyedChain.of(JCA, one.privateKey(), many));
        assertTrue(String.valueOf(refusal.getMessage()).contains("more than 32"), refusal.toString());
    }
}
