package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a choice whose key is gone when it is fetched, as when a certificate is renewed at that moment. */
class KeyPortTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity IDENTITY = CA.localhost(KeyKind.EC_P256);

    /** Makes each choice under a new name, and forgets the first ones at once. */
    private static final class Forgetful extends X509ExtendedKeyManager {
        private final List<String> chosen = new ArrayList<>();
        private final int forgotten;
        private final boolean chainToo;

        Forgetful(int forgotten, boolean chainToo) {
            this.forgotten = forgotten;
            this.chainToo = chainToo;
        }

        @Override
        public @Nullable String chooseServerAlias(
                @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            if (!"EC".equals(keyType)) {
                return null;
            }
            chosen.add("choice " + chosen.size());
            return chosen.get(chosen.size() - 1);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return chooseServerAlias(keyType, issuers, null);
        }

        private boolean holds(String alias) {
            return chosen.indexOf(alias) >= forgotten;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return holds(alias) || !chainToo ? IDENTITY.privateKey() : null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return holds(alias) ? IDENTITY.chain().toArray(X509Certificate[]::new) : null;
        }

        @Override
        public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatHasVanishedIsChosenAgain(boolean chainToo) throws Exception {
        Forgetful manager = new Forgetful(2, chainToo);
        EnginePair pair = pair(manager);
        pair.handshake();
        assertEquals(IDENTITY.certificate(), pair.client.getSession().getPeerCertificates()[0]);
        assertEquals(List.of("choice 0", "choice 1", "choice 2"), manager.chosen);
    }

    @Test
    void oneThatForgetsAllIsNotAskedForEver() throws Exception {
        Forgetful manager = new Forgetful(Integer.MAX_VALUE, true);
        EnginePair pair = pair(manager);
        pair.handshake();
        assertInstanceOf(SSLHandshakeException.class, pair.serverFault);
        assertTrue(manager.chosen.size() < 20, () -> manager.chosen.size() + " questions");
    }

    private static EnginePair pair(KeyManager manager) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
        trust.init(CA.trustStore());
        SSLContext client = SSLContext.getInstance("TLS", Contexts.HANDFAST);
        client.init(null, trust.getTrustManagers(), null);
        SSLContext server = SSLContext.getInstance("TLS", Contexts.HANDFAST);
        server.init(new KeyManager[] {manager}, null, null);
        return new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
    }
}
