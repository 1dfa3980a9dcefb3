/*
 * @test
 * @summary with jdk.tls.client.useCompatibilityMode=false a TLS 1.3 client sends neither a session id nor change_cipher_spec
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.client.useCompatibilityMode=false CompatibilityModeTest
 */
public class CompatibilityModeTest {
    public static void main(String[] arguments) throws Exception {
        for (var provider : BothProviders.all()) {
            EnginePair pair = BothProviders.pair(provider, BothProviders.jdk(), "TLSv1.3");
            byte[] hello = pair.client.wrap();
            // Record header 5, message header 4, version 2, random 32: then the length of the session id.
            Expect.equal(0, (int) hello[43], "length of the session id of " + provider);
            pair.server.arrive(hello);
            byte[] sent = new byte[0];
            boolean moved = true;
            while (moved) {
                if (pair.client.status() == javax.net.ssl.SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                    byte[] record = pair.client.wrap();
                    sent = Bytes.join(sent, record);
                    pair.server.arrive(record);
                } else {
                    moved = pair.step(pair.client) | pair.step(pair.server);
                }
            }
            Expect.that(sent.length > 0, "the client has answered");
            for (byte[] record : Bytes.records(sent)) {
                Expect.that(record[0] != 20, "no change_cipher_spec from " + provider);
            }
        }
    }
}
