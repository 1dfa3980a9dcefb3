/*
 * @test
 * @summary jdk.tls.server.SignatureSchemes are what a server signs with and takes from its client
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.server.SignatureSchemes=ecdsa_secp384r1_sha384 ServerSignatureSchemesTest
 */
public class ServerSignatureSchemesTest {
    public static void main(String[] arguments) throws Exception {
        for (var provider : BothProviders.all()) {
            for (var client : BothProviders.all()) {
                Expect.that(
                        !BothProviders.agree(BothProviders.pair(client, provider, "TLSv1.3")),
                        "a server of " + provider + " has nothing to sign with");
            }
        }
    }
}
