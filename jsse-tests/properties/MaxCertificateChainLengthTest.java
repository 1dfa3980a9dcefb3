/*
 * @test
 * @summary a chain longer than jdk.tls.maxCertificateChainLength is refused
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.maxCertificateChainLength=1 MaxCertificateChainLengthTest
 */
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;

public class MaxCertificateChainLengthTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (var provider : BothProviders.all()) {
                Expect.that(
                        !BothProviders.agree(BothProviders.pair(provider, BothProviders.jdk(), version)),
                        provider + " refuses a chain of two in " + version);
                KeyManager[] alone = {
                    new ForwardingKeys(Contexts.keyManager()) {
                        @Override
                        public X509Certificate[] getCertificateChain(String alias) {
                            return new X509Certificate[] {super.getCertificateChain(alias)[0]};
                        }
                    }
                };
                EnginePair pair = new EnginePair(
                        Contexts.context(provider).createSSLEngine("localhost", 443),
                        Contexts.context(alone, Contexts.trustManagers(Contexts.authority()))
                                .createSSLEngine());
                pair.client.engine.setEnabledProtocols(new String[] {version});
                Expect.that(BothProviders.agree(pair), provider + " takes one in " + version);
            }
        }
    }
}
