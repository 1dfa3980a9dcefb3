package io.handfast.bench.stack;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.handfast.HandfastProvider;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.conscrypt.Conscrypt;

/** Who is measured. A stack changes the providers of its JVM, so each is measured in one of its own. */
public enum Stack {
    JDK("JDK", false),
    JDK_CORRETTO("JDK + Corretto", true),
    BOUNCY_CASTLE("Bouncy Castle", false),
    BOUNCY_CASTLE_ALONE("Bouncy Castle, own primitives", false),
    BOUNCY_CASTLE_CORRETTO("Bouncy Castle + Corretto", true),
    CONSCRYPT("Conscrypt (native)", false),
    NETTY("Netty BoringSSL (native)", false),
    HANDFAST("Handfast", false),
    HANDFAST_CORRETTO("Handfast + Corretto", true);

    /** Native libraries and JMH do what it warns of, which nobody wants to read in between figures (JEP 472, JEP 498). */
    private static final int FIRST_THAT_WARNS = 24;

    /** Room for a record with an alert, in bytes. */
    private static final int GOODBYE = 64;

    /** Held here, for the log system holds its loggers weakly. */
    private static final Logger BOUNCY_CASTLES_LOG = Logger.getLogger("org.bouncycastle");

    private static final Logger NETTYS_LOG = Logger.getLogger("io.netty");

    private final String title;
    private final boolean corretto;

    Stack(String title, boolean corretto) {
        this.title = title;
        this.corretto = corretto;
    }

    /** How tables call it. */
    public String title() {
        return title;
    }

    /** Whether it is one of ours. */
    public boolean ours() {
        return this == HANDFAST || this == HANDFAST_CORRETTO;
    }

    /** Whether it is a library around BoringSSL. */
    boolean overBoringSsl() {
        return this == CONSCRYPT || this == NETTY;
    }

    /** Has an engine give out tickets and use them, where that is not so from the outset. */
    void permitTickets(SSLEngine engine) {
        if (this == CONSCRYPT) {
            Conscrypt.setUseSessionTickets(engine, true);
        }
    }

    /** Has a socket give out tickets and use them, where that is not so from the outset. */
    public void permitTickets(SSLSocket socket) {
        if (this == CONSCRYPT) {
            Conscrypt.setUseSessionTickets(socket, true);
        }
    }

    /** Lets go of files and memory that the collector would come too late for. */
    void release(SSLEngine engine) {
        if (this == CONSCRYPT) {
            // It keeps all, two file descriptors among it, until its goodbye was taken.
            engine.closeOutbound();
            try {
                engine.closeInbound();
                engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(GOODBYE));
            } catch (SSLException noGoodbyeOfThePeer) {
                // Nobody waited for it.
            }
        }
    }

    /** How files call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The groups to enable: with the one measured, what the stack asks of a certificate on P-256. */
    public String[] groups(Setting setting) {
        boolean curvesOfCertificates = this == CONSCRYPT || name().startsWith("BOUNCY_CASTLE");
        return curvesOfCertificates && setting.key() == KeyKind.P256
                ? new String[] {setting.group(), "secp256r1"}
                : new String[] {setting.group()};
    }

    /** The suites to enable: with the one measured, those by which Conscrypt's server sees what keys to ask for. */
    public String[] suites(Setting setting) {
        return this == CONSCRYPT && setting.is13()
                ? new String[] {
                    setting.suite(), "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                }
                : new String[] {setting.suite()};
    }

    /** The groups for all of the JVM: Netty, which is told its own, has the JDK make a context, and that fails without a known one. */
    private String[] platformGroups(Setting setting) {
        return this == NETTY ? new String[] {setting.group(), "secp256r1"} : groups(setting);
    }

    /** Options of the JVM that measures this stack. */
    public List<String> jvmOptions(Setting setting) {
        List<String> options = new ArrayList<>(List.of(
                "-Djdk.tls.namedGroups=" + String.join(",", platformGroups(setting)),
                "-Dio.netty.handler.ssl.openssl.sessionCacheClient=true",
                "-Djdk.tls.client.enableSessionTicketExtension=true"));
        if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
            options.add("--enable-native-access=ALL-UNNAMED");
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }

    /**
     * Client and server with fresh certificates.
     *
     * @throws GeneralSecurityException when the stack lacks what the setting names
     */
    public Peers peers(Setting setting, Site site) throws GeneralSecurityException, IOException {
        return peers(setting, site.credential().keyStore(), Credential.trustStore(site.anchor()));
    }

    /**
     * Client and server with what stands in key stores, which are read no more often than they have to be.
     *
     * @param identities of the server, protected with {@link Credential#PASSWORD}
     * @param anchors of the client
     * @throws GeneralSecurityException when the stack lacks what the setting names
     */
    public Peers peers(Setting setting, KeyStore identities, KeyStore anchors)
            throws GeneralSecurityException, IOException {
        permitWhatIsMeasured(setting);
        installProviders();
        if (this == NETTY) {
            NETTYS_LOG.setLevel(Level.WARNING);
            return new NettyPeers(setting, Site.of(identities, anchors));
        }
        return new JssePeers(this, provider(), setting, identities, anchors);
    }

    /** Changes the providers of this JVM to those that the stack is measured with. */
    public void installProviders() {
        if (corretto) {
            AmazonCorrettoCryptoProvider.install();
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        }
        if (name().startsWith("BOUNCY_CASTLE")) {
            // It writes two lines for each handshake, which is not what we measure.
            BOUNCY_CASTLES_LOG.setLevel(Level.OFF);
            // Last in the list, as its users have it: for what the others lack.
            BouncyCastles.install();
        }
    }

    private Provider provider() {
        return switch (this) {
            case JDK, JDK_CORRETTO -> Security.getProvider("SunJSSE");
            case BOUNCY_CASTLE, BOUNCY_CASTLE_CORRETTO -> BouncyCastles.withPlatform();
            case BOUNCY_CASTLE_ALONE -> BouncyCastles.alone();
            case CONSCRYPT -> conscrypt();
            case HANDFAST, HANDFAST_CORRETTO -> new HandfastProvider();
            case NETTY -> throw new IllegalStateException("no provider of the JCA");
        };
    }

    /** With its own trust manager, which understands its handshakes, and a check of the name, which it leaves to its users. */
    private static Provider conscrypt() {
        Provider provider =
                Conscrypt.newProviderBuilder().provideTrustManager(true).build();
        Conscrypt.setDefaultHostnameVerifier((chain, host, session) -> {
            try {
                return chain[0].getSubjectAlternativeNames().stream().anyMatch(name -> host.equals(name.get(1)));
            } catch (CertificateParsingException unreadable) {
                return false;
            }
        });
        return provider;
    }

    /** Newer JDKs forbid RSA key transport, and we measure it nevertheless. */
    private static void permitWhatIsMeasured(Setting setting) {
        if (setting.suite().startsWith("TLS_RSA_")) {
            Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, RC4, DES, MD5withRSA");
        }
    }

    /** Apart, so that the JVM does not load its signed jars while it verifies this class for another stack. */
    private static final class BouncyCastles {
        static void install() {
            Security.addProvider(new BouncyCastleProvider());
        }

        static Provider withPlatform() {
            return new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider());
        }

        static Provider alone() {
            return new BouncyCastleJsseProvider(
                    false, new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider()));
        }
    }
}
