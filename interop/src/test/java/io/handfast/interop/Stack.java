package io.handfast.interop;

import io.handfast.HandfastProvider;
import io.handfast.tools.certificates.Credential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** The TLS stacks that run in this JVM, each behind the standard API. */
enum Stack {
    /** The one under test; {@code -Dinterop.subject=SunJSSE} puts another in its place, to tell our faults from the tests'. */
    HANDFAST {
        @Override
        Provider make() {
            String name = System.getProperty("interop.subject", "Handfast");
            return name.equals("Handfast") ? new HandfastProvider() : Security.getProvider(name);
        }
    },
    SUN {
        @Override
        Provider make() {
            return Security.getProvider("SunJSSE");
        }
    },
    BOUNCY_CASTLE {
        @Override
        Provider make() {
            return new BouncyCastleJsseProvider(new BouncyCastleProvider());
        }

        @Override
        KeyStore keyStore(Credential own) throws GeneralSecurityException, IOException {
            // It knows EdDSA keys by the names that its own key store gives them, not by the JDK's.
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            own.keyStore().store(file, Credential.PASSWORD.toCharArray());
            KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
            store.load(new ByteArrayInputStream(file.toByteArray()), Credential.PASSWORD.toCharArray());
            return store;
        }
    },
    /** BoringSSL in the clothes of a provider; it has no factory for key managers. */
    CONSCRYPT {
        @Override
        Provider make() {
            return Conscrypt.newProvider();
        }

        @Override
        KeyManagerFactory keyManagers() throws GeneralSecurityException {
            return KeyManagerFactory.getInstance("PKIX");
        }
    };

    private static final Set<String> UNLOCKED = Set.of("TLS_RSA_*", "3DES_EDE_CBC", "TLSv1", "TLSv1.1");

    // Kept here, as a logger that nobody holds forgets its level.
    private static final Logger OTHERS_LOG = Logger.getLogger("org.bouncycastle");

    static {
        // Refusals are wanted here, and Bouncy Castle writes a page about each.
        OTHERS_LOG.setLevel(Level.OFF);
        // What the JDK bans, and what has to be shown to work.
        String disabled = Security.getProperty("jdk.tls.disabledAlgorithms");
        Security.setProperty(
                "jdk.tls.disabledAlgorithms",
                Arrays.stream(disabled.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !UNLOCKED.contains(entry))
                        .collect(Collectors.joining(", ")));
    }

    private final Provider provider;

    Stack() {
        this.provider = make();
    }

    abstract Provider make();

    KeyStore keyStore(Credential own) throws GeneralSecurityException, IOException {
        return own.keyStore();
    }

    KeyManagerFactory keyManagers() throws GeneralSecurityException {
        return KeyManagerFactory.getInstance("PKIX", provider);
    }

    /** A context that trusts exactly the root, and authenticates with the credential if there is one. */
    SSLContext context(Optional<Credential> own, X509Certificate root) throws GeneralSecurityException, IOException {
        return context(own, root, Wishes.none());
    }

    /** The same; before JDK 20, which groups are wished for can only be told to the context, by the JDK's property. */
    SSLContext context(Optional<Credential> own, X509Certificate root, Wishes wishes)
            throws GeneralSecurityException, IOException {
        if (wishes.groups().isEmpty() || Wishes.groupsInParameters()) {
            return initialised(own, root);
        }
        System.setProperty("jdk.tls.namedGroups", String.join(",", wishes.groups()));
        try {
            return initialised(own, root);
        } finally {
            System.clearProperty("jdk.tls.namedGroups");
        }
    }

    private SSLContext initialised(Optional<Credential> own, X509Certificate root)
            throws GeneralSecurityException, IOException {
        KeyManager[] keys = new KeyManager[0];
        if (own.isPresent()) {
            KeyManagerFactory factory = keyManagers();
            factory.init(keyStore(own.get()), Credential.PASSWORD.toCharArray());
            keys = factory.getKeyManagers();
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider);
        trust.init(Credential.trustStore(root));
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }
}
