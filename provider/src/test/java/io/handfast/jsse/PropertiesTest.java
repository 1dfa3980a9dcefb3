package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties count from the next context on, and not for those that there are. */
@Isolated
class PropertiesTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private final Map<String, @Nullable String> before = new HashMap<>();
    private final String disabledBefore = Security.getProperty(DISABLED);

    @TempDir
    private Path directory = Path.of("");

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        Security.setProperty(DISABLED, disabledBefore);
    }

    private static SSLEngine engine(boolean client) {
        return engine(Contexts.context(Contexts.HANDFAST, CA), client);
    }

    private static SSLEngine engine(SSLContext context, boolean client) {
        SSLEngine engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(client);
        return engine;
    }

    @ParameterizedTest
    @CsvSource({
        "jdk.tls.client.protocols, TLSv1.2, true, TLSv1.2",
        "jdk.tls.client.protocols, 'TLSv1, TLSv1.2', true, TLSv1.2",
        "jdk.tls.client.protocols, NoSuchThing, true, TLSv1.3 TLSv1.2",
        "jdk.tls.client.protocols, TLSv1.2, false, TLSv1.3 TLSv1.2",
        "jdk.tls.server.protocols, 'TLSv1.2,TLSv1.3', false, TLSv1.3 TLSv1.2",
        "jdk.tls.server.protocols, TLSv1.3, false, TLSv1.3"
    })
    void protocols(String property, String value, boolean client, String expected) {
        SSLContext earlier = Contexts.context(Contexts.HANDFAST, CA);
        set(property, value);
        assertEquals(expected, String.join(" ", engine(client).getEnabledProtocols()));
        assertEquals("TLSv1.3 TLSv1.2", String.join(" ", engine(earlier, client).getEnabledProtocols()));
    }

    @Test
    void whatIsDisabledIsNoDefault() {
        Security.setProperty(DISABLED, disabledBefore + ", TLSv1.2, TLS_AES_128_GCM_SHA256");
        for (boolean client : new boolean[] {true, false}) {
            SSLEngine engine = engine(client);
            assertEquals(List.of("TLSv1.3"), List.of(engine.getEnabledProtocols()));
            assertFalse(List.of(engine.getEnabledCipherSuites()).contains("TLS_AES_128_GCM_SHA256"));
            assertTrue(List.of(engine.getEnabledCipherSuites()).contains("TLS_AES_256_GCM_SHA384"));
        }
    }

    /** The server's chain has two certificates. */
    @ParameterizedTest
    @CsvSource({
        "jdk.tls.maxCertificateChainLength, 1, , 0, false",
        "jdk.tls.client.maxInboundCertificateChainLength, 1, , 0, false",
        "jdk.tls.client.maxInboundCertificateChainLength, 2, , 0, true",
        "jdk.tls.server.maxInboundCertificateChainLength, 1, , 0, true",
        "jdk.tls.client.maxInboundCertificateChainLength, 2, jdk.tls.maxCertificateChainLength, 1, true",
        "jdk.tls.client.maxInboundCertificateChainLength, 0, jdk.tls.maxCertificateChainLength, 1, false"
    })
    void chainsOfTwoCertificates(
            String property, String value, @Nullable String another, String anotherValue, boolean taken) {
        set(property, value);
        if (another != null) {
            set(another, anotherValue);
        }
        EnginePair pair = new EnginePair(engine(true), server());
        pair.handshake();
        assertEquals(taken, pair.clientFault == null, () -> String.valueOf(pair.clientFault));
    }

    /** TLS 1.1 and 1.0 take both: being enabled, and a property that leaves them. */
    @ParameterizedTest
    @CsvSource({"TLSv1.1", "TLSv1"})
    void olderVersionsTakeTwoKeys(String version) throws Exception {
        EnginePair locked = only(version);
        SSLException refusal = assertThrows(SSLException.class, locked.client::beginHandshake);
        assertTrue(String.valueOf(refusal.getMessage()).contains(version), refusal::getMessage);

        allowOlderVersions();
        EnginePair open = only(version);
        open.handshake();
        assertNull(open.clientFault);
        assertEquals(version, open.client.getSession().getProtocol());
        byte[] content = new byte[40_000];
        assertArrayEquals(content, EnginePair.transfer(open.client, open.server, content));
        assertArrayEquals(content, EnginePair.transfer(open.server, open.client, content));

        EnginePair unasked = new EnginePair(engine(true), server());
        unasked.client.setEnabledProtocols(new String[] {version});
        unasked.handshake();
        assertTrue(String.valueOf(unasked.serverFault).contains("no common version"), "allowed is not yet enabled");
    }

    private static EnginePair only(String version) {
        EnginePair pair = new EnginePair(engine(true), server());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.server.setEnabledProtocols(new String[] {version});
        return pair;
    }

    private static SSLEngine server() {
        return engine(Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256)), false);
    }

    private void allowOlderVersions() {
        Security.setProperty(
                DISABLED,
                Arrays.stream(disabledBefore.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.equals("TLSv1") && !entry.equals("TLSv1.1"))
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void suites() {
        set("jdk.tls.client.cipherSuites", "\"TLS_AES_256_GCM_SHA384, TLS_NO_SUCH\"");
        assertEquals(List.of("TLS_AES_256_GCM_SHA384"), List.of(engine(true).getEnabledCipherSuites()));
        assertTrue(engine(false).getEnabledCipherSuites().length > 1);
    }

    @Test
    void aSuiteByItsNameOfOld() {
        Security.setProperty(DISABLED, "SSLv3");
        for (String property : List.of("jdk.tls.client.cipherSuites", "jdk.tls.server.cipherSuites")) {
            set(property, "SSL_RSA_WITH_3DES_EDE_CBC_SHA");
        }
        String[] one = {"TLS_RSA_WITH_3DES_EDE_CBC_SHA"};
        assertArrayEquals(one, engine(true).getEnabledCipherSuites());
        assertArrayEquals(one, engine(false).getEnabledCipherSuites());
        Security.setProperty(DISABLED, "SSL_RSA_WITH_3DES_EDE_CBC_SHA");
        assertFalse(List.of(engine(true).getSupportedCipherSuites()).contains(one[0]));
    }

    @Test
    void disabledAlgorithms() {
        Security.setProperty(DISABLED, disabledBefore + ", TLS_AES_128_GCM_SHA256, x25519, TLSv1.2");
        SSLEngine engine = engine(true);
        assertFalse(List.of(engine.getSupportedCipherSuites()).contains("TLS_AES_128_GCM_SHA256"));
        EnginePair pair = new EnginePair(
                engine,
                Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256))
                        .createSSLEngine());
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals("TLS_AES_256_GCM_SHA384", pair.client.getSession().getCipherSuite());
        EnginePair banned = new EnginePair(engine(true), engine(false));
        banned.client.setEnabledProtocols(new String[] {"TLSv1.2"});
        assertThrows(javax.net.ssl.SSLHandshakeException.class, banned.client::beginHandshake);
    }

    @Test
    void keyLogOnlyWhenAskedFor() throws Exception {
        Path file = directory.resolve("keys.txt");
        set("io.handfast.keyLogFile", file.toString());
        SSLContext logged = Contexts.context(Contexts.HANDFAST, CA);
        assertFalse(Files.exists(file), "nothing is opened before there is a secret");
        EnginePair pair = new EnginePair(
                logged.createSSLEngine("localhost", 443),
                Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256))
                        .createSSLEngine());
        pair.handshake();
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("CLIENT_TRAFFIC_SECRET_0 ")), lines::toString);
    }

    @Test
    void unknownSourceOfPrimitives() {
        set("io.handfast.primitives", "elsewhere");
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> Contexts.context(Contexts.HANDFAST, CA));
        assertTrue(String.valueOf(fault.getCause()).contains("elsewhere"));
    }
}
