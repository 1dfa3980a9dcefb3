package io.handfast.testing;

import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A certificate authority for tests: a root, an intermediate, and leaves of every key kind.
 *
 * <pre>{@code
 * TestCa ca = TestCa.of(KeyKind.EC_P256);
 * Identity server = ca.leaf(KeyKind.RSA).dns("server.example").serverAuth().issue();
 * KeyStore keys = TestCa.keyStore(server);
 * KeyStore trust = ca.trustStore();
 * }</pre>
 */
public final class TestCa {
    /** The password of every key store made here. */
    public static final String PASSWORD = "correct horse";

    private static final Map<KeyKind, TestCa> SHARED = new ConcurrentHashMap<>();

    private final Identity root;
    private final Identity intermediate;

    private TestCa(Identity root, Identity intermediate) {
        this.root = root;
        this.intermediate = intermediate;
    }

    /** The one authority of a kind that all tests of a run share, because RSA keys are slow to make. */
    public static TestCa of(KeyKind kind) {
        return SHARED.computeIfAbsent(kind, any -> create(kind, "Test " + kind));
    }

    /** A fresh authority with its own names and keys, trusted by nobody else. */
    public static TestCa create(KeyKind kind, String name) {
        Identity root = TestCertificate.withKey(kind, kind.generate())
                .subject("CN=" + name + " Root, O=Handfast")
                .authority()
                .selfSigned();
        Identity intermediate = TestCertificate.withKey(kind, kind.generate())
                .subject("CN=" + name + " Intermediate, O=Handfast")
                .authority()
                .issuer(root, List.of())
                .issue();
        return new TestCa(root, intermediate);
    }

    public X509Certificate root() {
        return root.certificate();
    }

    public X509Certificate intermediate() {
        return intermediate.certificate();
    }

    public Identity rootIdentity() {
        return root;
    }

    public Identity intermediateIdentity() {
        return intermediate;
    }

    /** Begins a leaf that the intermediate signs; its chain is leaf, intermediate. */
    public TestCertificate leaf(KeyKind kind) {
        return leaf(kind, kind.generate());
    }

    public TestCertificate leaf(KeyKind kind, KeyPair keys) {
        return TestCertificate.withKey(kind, keys).issuer(intermediate, List.of(intermediate.certificate()));
    }

    /** A leaf for {@code localhost}, 127.0.0.1 and ::1, good for both roles. */
    public Identity localhost(KeyKind kind) {
        return leaf(kind)
                .subject("CN=localhost")
                .dns("localhost")
                .ip("127.0.0.1")
                .ip("::1")
                .serverAuth()
                .clientAuth()
                .issue();
    }

    /** A key store with the root as its only trusted certificate. */
    public KeyStore trustStore() {
        return trustStore(root());
    }

    public static KeyStore trustStore(X509Certificate... anchors) {
        try {
            KeyStore store = emptyStore();
            for (int i = 0; i < anchors.length; i++) {
                store.setCertificateEntry("anchor" + i, anchors[i]);
            }
            return store;
        } catch (Exception e) {
            throw new IllegalStateException("could not make a trust store", e);
        }
    }

    /** A key store whose entries are named {@code key0}, {@code key1}, … in the order given. */
    public static KeyStore keyStore(Identity... identities) {
        try {
            KeyStore store = emptyStore();
            for (int i = 0; i < identities.length; i++) {
                store.setKeyEntry(
                        "key" + i, identities[i].privateKey(), PASSWORD.toCharArray(), identities[i].chainArray());
            }
            return store;
        } catch (Exception e) {
            throw new IllegalStateException("could not make a key store", e);
        }
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
