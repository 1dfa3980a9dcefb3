package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.AlgorithmRules;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EphemeralKeySize;
import io.handfast.config.FiniteFieldPolicy;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every suite of TLS 1.2 between our own client and our own server. */
class SuitesTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);
    private static final Identity RSA = CA.localhost(KeyKind.RSA);
    private static final Identity RSA_3072 = CA.leaf(KeyKind.RSA, rsa(3072))
            .subject("CN=localhost")
            .dns("localhost")
            .serverAuth()
            .issue();

    static Stream<CipherSuite12> suites() {
        return CipherSuites.all().stream()
                .filter(CipherSuite12.class::isInstance)
                .map(CipherSuite12.class::cast);
    }

    @ParameterizedTest
    @MethodSource("suites")
    @Spec({"RFC8446-4.2.3-18", "RFC8446-9.3-4"})
    void carriesDataBothWays(CipherSuite suite) {
        Pair pair = new Pair(client(suite), server(suite)).handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertEquals(suite, pair.client.facts().cipherSuite().orElseThrow());
        byte[] content = new byte[40_000];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
    }

    @ParameterizedTest
    @CsvSource({
        "'ffdhe3072', 'ffdhe2048,ffdhe3072', ffdhe3072",
        "'ffdhe2048,ffdhe3072', 'ffdhe3072,ffdhe2048', ffdhe3072",
        "'x25519', 'x25519,ffdhe4096', ffdhe4096",
        "'ffdhe4096', 'ffdhe2048', ''"
    })
    void finiteFieldsAreNegotiated(String client, String server, String chosen) {
        CipherSuite suite =
                CipherSuites.byName("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow();
        Pair pair = new Pair(
                        with(client(suite), client).build(),
                        with(server(suite), server).build())
                .handshake();
        if (chosen.isEmpty()) {
            // RFC 7919 §4: a client that lists finite fields, and none of ours, gets no DHE suite.
            assertRefused(pair, AlertDescription.INSUFFICIENT_SECURITY);
        } else {
            assertChosen(pair, chosen);
        }
    }

    /** RFC 7919 §4: where the client lets it, the group is at least as strong as the server's key. */
    @ParameterizedTest
    @CsvSource({
        "'ffdhe2048,ffdhe4096', 'ffdhe2048,ffdhe3072,ffdhe4096', 2048, ffdhe4096",
        "'ffdhe2048,ffdhe3072,ffdhe4096', 'ffdhe2048,ffdhe4096,ffdhe3072', 2048, ffdhe4096",
        "'ffdhe2048,ffdhe3072,ffdhe4096', 'ffdhe2048,ffdhe3072', 2048, ffdhe3072",
        "'ffdhe2048,ffdhe3072,ffdhe4096', 'ffdhe2048,ffdhe3072,ffdhe4096', 4096, ffdhe4096",
        "'ffdhe2048', 'ffdhe3072,ffdhe2048', 2048, ffdhe2048",
        "'ffdhe2048,ffdhe3072', 'ffdhe2048,ffdhe3072', 4096, ffdhe3072",
        "'x25519', 'ffdhe2048,ffdhe3072', 2048, ffdhe2048"
    })
    void theGroupIsAsStrongAsTheServersKey(String client, String server, int least, String chosen) {
        CipherSuite suite =
                CipherSuites.byName("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow();
        FiniteFieldPolicy policy = new FiniteFieldPolicy(AlgorithmRules.none(), new EphemeralKeySize(least, false));
        Pair pair = new Pair(
                        with(client(suite), client).build(),
                        with(server(suite, RSA_3072), server)
                                .options(ConnectionOptions.DEFAULTS.withFiniteFields(policy))
                                .build())
                .handshake();
        assertChosen(pair, chosen);
    }

    /** RFC 7919 §4: insufficient_security is for finite fields that the server does not take, and for nothing else. */
    @ParameterizedTest
    @CsvSource({
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, 'x25519,ffdhe4096', 'x25519,ffdhe2048', INSUFFICIENT_SECURITY",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256+TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, 'x448,ffdhe4096', 'x25519,ffdhe2048', INSUFFICIENT_SECURITY",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 'x448,ffdhe4096', 'x25519,ffdhe2048', HANDSHAKE_FAILURE",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, 'x448', 'x25519', HANDSHAKE_FAILURE"
    })
    void theAlertSaysWhetherFiniteFieldsWereInTheWay(
            String names, String client, String server, AlertDescription alert) {
        List<CipherSuite> suites = Stream.of(names.split("\\+", -1))
                .map(name -> CipherSuites.byName(name).orElseThrow())
                .toList();
        Pair pair = new Pair(
                        with(client(suites.get(0)), client).cipherSuites(suites).build(),
                        with(server(suites.get(0)), server).cipherSuites(suites).build())
                .handshake();
        assertRefused(pair, alert);
    }

    /** RFC 7919 §4: a client that lists no finite field leaves the choice to the server, and the server to its owner. */
    @ParameterizedTest
    @CsvSource({
        "2048, false, 'ffdhe2048,ffdhe3072,ffdhe4096', ffdhe2048",
        "3072, false, 'ffdhe2048,ffdhe3072,ffdhe4096', ffdhe3072",
        "3073, false, 'ffdhe2048,ffdhe3072,ffdhe4096', ffdhe4096",
        "2048, true, 'ffdhe2048,ffdhe3072', ffdhe2048",
        "4096, false, 'x25519,ffdhe2048,ffdhe3072', ''"
    })
    void aServersOwnerSaysHowLargeAGroupIs(int least, boolean matched, String server, String chosen) {
        CipherSuite suite =
                CipherSuites.byName("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow();
        FiniteFieldPolicy policy = new FiniteFieldPolicy(AlgorithmRules.none(), new EphemeralKeySize(least, matched));
        Pair pair = new Pair(
                        with(client(suite), "x25519").build(),
                        with(server(suite), server)
                                .options(ConnectionOptions.DEFAULTS.withFiniteFields(policy))
                                .build())
                .handshake();
        if (chosen.isEmpty()) {
            assertRefused(pair, AlertDescription.HANDSHAKE_FAILURE);
        } else {
            assertChosen(pair, chosen);
        }
    }

    /** RFC 8422 §5.3: the curve of the certificate is one that the client lists, else the suite is out of the question. */
    @ParameterizedTest
    @CsvSource({
        "'x25519,secp384r1', true, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "'x25519,secp256r1', true, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "'x25519,secp256r1', false, ''",
        "'x25519', false, ''"
    })
    void theCertificatesCurveIsOneOfTheClients(String groups, boolean alsoRsa, String chosen) {
        List<CipherSuite> suites = Stream.of(
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                .map(name -> CipherSuites.byName(name).orElseThrow())
                .toList();
        Identity ec = CA.localhost(KeyKind.EC_P384);
        Ports server = alsoRsa ? new Ports(CA.root(), ec, RSA) : new Ports(CA.root(), ec);
        Pair pair = new Pair(
                        with(client(suites.get(0)), groups).cipherSuites(suites).build(),
                        server.config().cipherSuites(suites).build())
                .handshake();
        if (chosen.isEmpty()) {
            assertRefused(pair, AlertDescription.HANDSHAKE_FAILURE);
        } else {
            assertNull(pair.client.failure());
            assertEquals(chosen, pair.server.facts().cipherSuite().orElseThrow().ianaName());
        }
    }

    /** The same with these groups, separated by commas. */
    private static TlsConfigBuilder with(TlsConfig config, String groups) {
        return new TlsConfigBuilder(config)
                .groups(Stream.of(groups.split(",", -1))
                        .map(name -> NamedGroups.byName(name).orElseThrow())
                        .toList());
    }

    private static void assertRefused(Pair pair, AlertDescription alert) {
        TlsException fault = assertInstanceOf(TlsException.class, pair.server.failure());
        assertEquals(alert, fault.alert());
    }

    private static void assertChosen(Pair pair, String group) {
        assertNull(pair.client.failure());
        assertEquals(group, pair.server.facts().group().orElseThrow().ianaName());
    }

    @Test
    void encryptThenMacIsAgreedForCbcAlone() {
        suites().forEach(suite -> {
            boolean cbc = suite.bulkCipher() instanceof CbcBulkCipher;
            List<Integer> answers = new ArrayList<>();
            Pair pair = new Pair(client(suite), server(suite)).handshake((fromClient, record, towards) -> {
                towards.add(record);
                // The first record is the ServerHello; the sixth byte of an encrypted one may be anything.
                if (!fromClient && answers.isEmpty() && record[5] == 2) {
                    answers.add(contains(record, new byte[] {0, 22, 0, 0}) ? 1 : 0);
                }
            });
            assertNull(pair.client.failure());
            assertEquals(List.of(cbc ? 1 : 0), answers, suite.ianaName());
        });
    }

    private static boolean contains(byte[] record, byte[] part) {
        // The extensions follow the 5 + 4 + 2 + 32 + 1 + 2 + 1 bytes of a ServerHello without a session id.
        int end = 9 + (record[7] & 0xff) * 256 + (record[8] & 0xff);
        for (int at = 47; at + part.length <= end; at++) {
            if (Arrays.equals(record, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform makes RSA keys", e);
        }
    }

    private static TlsConfig client(CipherSuite suite) {
        return new Ports(CA.root())
                .config()
                .versions(List.of(ProtocolVersion.TLS12))
                .cipherSuites(List.of(suite))
                .build();
    }

    private static TlsConfig server(CipherSuite suite) {
        return server(suite, EC, RSA);
    }

    private static TlsConfig server(CipherSuite suite, Identity... identities) {
        return new Ports(CA.root(), identities)
                .config()
                .cipherSuites(List.of(suite))
                .build();
    }
}
