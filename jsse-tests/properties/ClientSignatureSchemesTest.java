/*
 * @test
 * @summary jdk.tls.client.SignatureSchemes are what a client takes from its server
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.client.SignatureSchemes=rsa_pss_rsae_sha256,ecdsa_secp384r1_sha384 ClientSignatureSchemesTest
 */
public class ClientSignatureSchemesTest {
    public static void main(String[] arguments) throws Exception {
        // The server has a key on P-256 alone, and so nothing that such a client takes in TLS 1.3.
        for (var provider : BothProviders.all()) {
            Expect.that(
                    !BothProviders.agree(BothProviders.pair(provider, BothProviders.jdk(), "TLSv1.3")),
                    "a client of " + provider + " refuses");
            var pair = BothProviders.pair(provider, provider, "TLSv1.3");
            var session = pair.client.engine.getSession();
            Expect.that(!session.isValid(), "no session");
        }
    }
}
