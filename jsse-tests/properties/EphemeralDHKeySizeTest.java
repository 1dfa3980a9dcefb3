/*
 * @test
 * @summary jdk.tls.ephemeralDHKeySize is the least size of a server's Diffie-Hellman group in TLS 1.2
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.ephemeralDHKeySize=3072 -Djdk.tls.namedGroups=secp256r1 EphemeralDHKeySizeTest
 */
import javax.net.ssl.KeyManager;

public class EphemeralDHKeySizeTest {
    private static final String SUITE = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";

    public static void main(String[] arguments) throws Exception {
        KeyManager[] keys = Contexts.keyManagers(Contexts.authority().issue("RSA", "localhost"));
        // The JDK's provider has read it for good now: its clients name no groups of finite fields. Ours reads it when
        // it is asked.
        BothProviders.pair(BothProviders.jdk(), BothProviders.jdk(), "TLSv1.3")
                .client
                .wrap();
        System.clearProperty("jdk.tls.namedGroups");
        for (var provider : BothProviders.all()) {
            EnginePair pair = new EnginePair(
                    Contexts.context(BothProviders.jdk()).createSSLEngine("localhost", 443),
                    Contexts.context(provider, keys, Contexts.trustManagers(Contexts.authority()))
                            .createSSLEngine());
            pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
            pair.client.engine.setEnabledCipherSuites(new String[] {SUITE});
            pair.server.engine.setEnabledCipherSuites(new String[] {SUITE});
            pair.server.arrive(pair.client.wrap());
            byte[] flight = new byte[0];
            while (pair.step(pair.server)) {
                flight = pair.client.inbox;
            }
            Expect.that(prime(flight) == 384, "bytes of the prime, of " + provider + ": " + prime(flight));
            pair.handshake();
        }
    }

    /** The length of dh_p in the ServerKeyExchange (RFC 5246 §7.4.3). */
    private static int prime(byte[] flight) {
        byte[] messages = new byte[0];
        for (byte[] record : Bytes.records(flight)) {
            messages = Bytes.join(messages, java.util.Arrays.copyOfRange(record, 5, record.length));
        }
        int at = 0;
        while (messages[at] != 12) {
            at += 4 + ((messages[at + 1] & 0xff) << 16 | (messages[at + 2] & 0xff) << 8 | messages[at + 3] & 0xff);
        }
        return (messages[at + 4] & 0xff) << 8 | messages[at + 5] & 0xff;
    }
}
