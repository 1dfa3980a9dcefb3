package io.handfast.bench.growth;

import io.handfast.HandfastProvider;
import io.handfast.bench.stack.JssePeers;
import io.handfast.bench.stack.Peers;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Site;
import io.handfast.bench.stack.Stack;
import io.handfast.tools.certificates.CertificateAuthority;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.certificates.LeafProfile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

/**
 * Makes peers of ours with as many certificates or anchors as wanted: TLS 1.3, x25519, ECDSA with P-256.
 *
 * <p>It sets system properties, so the JVM should be one that does nothing else.
 */
final class Stage {
    private static final KeyKind KIND = KeyKind.P256;
    private static final String VERDICTS = "io.handfast.validationCacheSeconds";

    private final boolean verdicts;

    private Stage(boolean verdicts) {
        this.verdicts = verdicts;
    }

    /** With servers that keep their sessions, and trust managers that remember verdicts, as is the default. */
    static Stage usual() {
        return new Stage(true);
    }

    /** The same, with each chain validated each time. */
    Stage withoutVerdicts() {
        return new Stage(false);
    }

    /** One certificate, one anchor, a chain of two. */
    Peers peers() throws GeneralSecurityException, IOException {
        return peersWithChain(2);
    }

    /** The server's chain has so many certificates, the anchor not counted. */
    Peers peersWithChain(int length) throws GeneralSecurityException, IOException {
        CertificateAuthority root = CertificateAuthority.root("Root", KIND);
        CertificateAuthority issuer = root;
        for (int i = 1; i < length; i++) {
            issuer = issuer.intermediate("Intermediate " + i, KIND);
        }
        return peers(issuer.issue(host(Site.HOST)).keyStore(), Credential.trustStore(root.anchor()));
    }

    /** The server's key store has so many entries, each for a name of its own; the one that is asked for stands amid them. */
    Peers peersWithCertificates(int count) throws GeneralSecurityException, IOException {
        CertificateAuthority root = CertificateAuthority.root("Root", KIND);
        CertificateAuthority intermediate = root.intermediate("Intermediate", KIND);
        // A kind of store that opens thousands of entries quickly.
        KeyStore identities = KeyStore.getInstance("JKS");
        identities.load(null, null);
        for (int i = 0; i < count; i++) {
            Credential credential =
                    intermediate.issue(host(i == count / 2 ? Site.HOST : "host" + i + ".bench.example"));
            identities.setKeyEntry(
                    "host" + i,
                    credential.key(),
                    Credential.PASSWORD.toCharArray(),
                    credential.chain().toArray(new Certificate[0]));
        }
        return peers(identities, Credential.trustStore(root.anchor()));
    }

    /** The client trusts so many roots; the server's stands amid them. */
    Peers peersWithAnchors(int count) throws GeneralSecurityException, IOException {
        Site site = Site.make(KIND);
        X509Certificate[] anchors = new X509Certificate[count];
        for (int i = 0; i < count; i++) {
            anchors[i] = CertificateAuthority.root("Root " + i, KIND).anchor();
        }
        anchors[count / 2] = site.anchor();
        return peers(site.credential().keyStore(), Credential.trustStore(anchors));
    }

    private static LeafProfile host(String name) {
        return LeafProfile.server(name, KIND, name);
    }

    private Peers peers(KeyStore identities, KeyStore anchors) throws GeneralSecurityException {
        System.setProperty("jdk.tls.namedGroups", Setting.TLS13_ECDSA.group());
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        if (verdicts) {
            System.clearProperty(VERDICTS);
        } else {
            System.setProperty(VERDICTS, "0");
        }
        return new JssePeers(Stack.HANDFAST, new HandfastProvider(), Setting.TLS13_ECDSA, identities, anchors);
    }
}
