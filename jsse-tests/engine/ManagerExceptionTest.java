/*
 * @test
 * @summary an exception of a trust or key manager is the cause of the SSLHandshakeException
 * @library /lib
 * @run main ManagerExceptionTest
 */
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

public class ManagerExceptionTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (Exception own : new Exception[] {
                new CertificateException("the manager's own"), new IllegalStateException("the manager's own")
            }) {
                TrustManager[] trust = {
                    new ForwardingTrust(Contexts.trustManager(), () -> {
                        throw own;
                    })
                };
                keeps(
                        version,
                        own,
                        new EnginePair(
                                Contexts.context(new KeyManager[0], trust).createSSLEngine("localhost", 443),
                                Contexts.context().createSSLEngine()));
            }
            RuntimeException own = new IllegalStateException("the manager's own");
            KeyManager[] keys = {new Throwing(own)};
            keeps(
                    version,
                    own,
                    new EnginePair(
                            Contexts.context().createSSLEngine("localhost", 443),
                            Contexts.context(keys, Contexts.trustManagers(Contexts.authority()))
                                    .createSSLEngine()));
        }
    }

    private static void keeps(String version, Exception own, EnginePair pair) {
        pair.client.engine.setEnabledProtocols(new String[] {version});
        Throwable cause = Expect.thrown(SSLHandshakeException.class, pair::settle);
        while (cause != null && cause != own) {
            cause = cause.getCause();
        }
        Expect.that(cause == own, "the manager's exception is among the causes");
    }

    private static final class Throwing extends X509ExtendedKeyManager {
        private final RuntimeException own;

        Throwing(RuntimeException own) {
            this.own = own;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            throw own;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            throw own;
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            throw own;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            throw own;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            throw own;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            throw own;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            throw own;
        }
    }
}
