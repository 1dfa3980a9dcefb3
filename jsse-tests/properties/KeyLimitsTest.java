/*
 * @test
 * @summary jdk.tls.keyLimits renews the keys after so many bytes
 * @key once
 * @library /lib
 * @run main/othervm KeyLimitsTest
 */
import java.security.Security;

public class KeyLimitsTest {
    public static void main(String[] arguments) throws Exception {
        Security.setProperty("jdk.tls.keyLimits", "AES/GCM/NoPadding KeyUpdate 2^17");
        for (var provider : BothProviders.all()) {
            EnginePair pair = BothProviders.pair(provider, BothProviders.jdk(), "TLSv1.3");
            pair.client.engine.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
            pair.handshake();
            int updates = 0;
            byte[] part = Bytes.random(16_000);
            for (int sent = 0; sent < 500_000; sent += part.length) {
                byte[] received = new byte[0];
                while (received.length < part.length) {
                    pair.server.arrive(pair.client.wrap(received.length == 0 ? part : new byte[0]));
                    if (pair.client.last().bytesConsumed() == 0) {
                        updates++;
                        pair.server.arrive(pair.client.wrap(part));
                    }
                    while (pair.server.inbox.length > 0) {
                        received = Bytes.join(received, pair.server.unwrap());
                    }
                }
                Expect.equalBytes(part, received, "content");
                pair.move();
            }
            int seen = updates;
            long messages = pair.client.results.stream()
                    .filter(result -> result.bytesConsumed() == 0 && result.bytesProduced() > 20)
                    .count();
            Expect.that(messages + seen >= 5, provider + " has sent " + messages + " records without content");
        }
    }
}
