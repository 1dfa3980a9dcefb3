package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.SystemProperties;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stores named by the {@code javax.net.ssl} properties, and what holds without them. */
class DefaultManagersTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private final Map<String, @Nullable String> before = new HashMap<>();

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void restoreProperties() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void property(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    private Path write(KeyStore store, String name) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream output = Files.newOutputStream(file)) {
            store.store(output, TestCa.PASSWORD.toCharArray());
        }
        return file;
    }

    private static X509Certificate[] anchors() throws Exception {
        return ((X509ExtendedTrustManager) DefaultManagers.trustManagers()[0]).getAcceptedIssuers();
    }

    @Test
    void theTrustStoreOfTheProperties() throws Exception {
        property("javax.net.ssl.trustStore", write(CA.trustStore(), "trust.p12").toString());
        property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD);
        assertArrayEquals(new X509Certificate[] {CA.root()}, anchors());
        property("javax.net.ssl.trustStoreType", "PKCS12");
        assertArrayEquals(new X509Certificate[] {CA.root()}, anchors());
        property("javax.net.ssl.trustStoreProvider", "NoSuchProvider");
        assertThrows(KeyManagementException.class, DefaultManagers::trustManagers);
    }

    @Test
    void aChangedTrustStoreIsReadAgain() throws Exception {
        Path file = write(CA.trustStore(), "trust.p12");
        property("javax.net.ssl.trustStore", file.toString());
        property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD);
        assertEquals(1, anchors().length);
        write(TestCa.trustStore(CA.root(), CA.intermediate()), "trust.p12");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 2000));
        assertEquals(2, anchors().length);
    }

    @Test
    void aTrustStoreThatIsNotThereTrustsNobody() throws Exception {
        property("javax.net.ssl.trustStore", directory.resolve("missing").toString());
        assertEquals(0, anchors().length);
    }

    @Test
    void withoutPropertiesThePlatformsAnchorsHold() throws Exception {
        assertTrue(anchors().length > 0);
    }

    /** The platform's anchors are read when they are needed, but who is trusted was settled before. */
    @Test
    void aTrustStoreNamedLaterIsForLaterManagers() throws Exception {
        X509ExtendedTrustManager earlier = (X509ExtendedTrustManager) DefaultManagers.trustManagers()[0];
        property("javax.net.ssl.trustStore", write(CA.trustStore(), "trust.p12").toString());
        property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD);
        assertFalse(List.of(earlier.getAcceptedIssuers()).contains(CA.root()));
        assertTrue(earlier.getAcceptedIssuers().length > 0);
        assertArrayEquals(new X509Certificate[] {CA.root()}, anchors());
    }

    @Test
    void aTrustStoreThatDoesNotParseIsAnError() throws Exception {
        Path file = directory.resolve("broken");
        Files.write(file, new byte[] {1, 2, 3});
        property("javax.net.ssl.trustStore", file.toString());
        assertThrows(KeyManagementException.class, DefaultManagers::trustManagers);
    }

    @Test
    void theKeyStoreOfTheProperties() throws Exception {
        Identity identity = CA.localhost(KeyKind.EC_P256);
        property(
                "javax.net.ssl.keyStore",
                write(TestCa.keyStore(identity), "keys.p12").toString());
        property("javax.net.ssl.keyStorePassword", TestCa.PASSWORD);
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) DefaultManagers.keyManagers()[0];
        String alias = manager.chooseServerAlias("EC", null, null);
        assertNotNull(alias);
        assertEquals(identity.privateKey(), manager.getPrivateKey(alias));
    }

    @Test
    void withoutPropertiesThereIsNoKey() throws Exception {
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) DefaultManagers.keyManagers()[0];
        assertNull(manager.chooseServerAlias("EC", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void aWrongPasswordIsAnError(String password) throws Exception {
        Identity identity = CA.localhost(KeyKind.EC_P256);
        property(
                "javax.net.ssl.keyStore",
                write(TestCa.keyStore(identity), "keys.p12").toString());
        property("javax.net.ssl.keyStorePassword", password);
        assertThrows(KeyManagementException.class, DefaultManagers::keyManagers);
    }

    @Test
    void aMissingKeyStoreIsAnError() {
        property("javax.net.ssl.keyStore", directory.resolve("missing").toString());
        assertThrows(KeyManagementException.class, DefaultManagers::keyManagers);
    }

    @Test
    void passwordsAreNotPrinted() {
        property("javax.net.ssl.keyStore", "somewhere");
        property("javax.net.ssl.keyStorePassword", "geheim");
        assertFalse(SystemProperties.keyStore().toString().contains("geheim"));
    }

    @Test
    void anchorsOfThePlatformAreKnown() throws Exception {
        assertFalse(DefaultStores.isPlatformAnchor(CA.root()));
    }
}
