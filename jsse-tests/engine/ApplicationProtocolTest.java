/*
 * @test
 * @summary getApplicationProtocol is null before the handshake, empty when none was chosen, and the same on both sides otherwise
 * @library /lib
 * @run main ApplicationProtocolTest
 */
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

public class ApplicationProtocolTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair none = EnginePair.of(version);
            for (Side side : none.sides()) {
                Expect.equal(null, side.engine.getApplicationProtocol(), "before the handshake");
                Expect.equal(null, side.engine.getHandshakeApplicationProtocol(), "before the handshake");
            }
            none.client.wrap();
            Expect.equal(null, none.client.engine.getApplicationProtocol(), "during the handshake");
            EnginePair unasked = EnginePair.connected(version);
            for (Side side : unasked.sides()) {
                Expect.equal("", side.engine.getApplicationProtocol(), "when nobody asked");
                Expect.equal(null, side.engine.getHandshakeApplicationProtocol(), "after the handshake");
            }
            EnginePair oneSided = EnginePair.of(version);
            offer(oneSided.client.engine, "h2");
            oneSided.handshake();
            for (Side side : oneSided.sides()) {
                Expect.equal("", side.engine.getApplicationProtocol(), "when the server knows nothing of it");
            }
            EnginePair agreed = EnginePair.of(version);
            offer(agreed.client.engine, "h2", "http/1.1");
            offer(agreed.server.engine, "http/1.1", "h2");
            agreed.handshake();
            for (Side side : agreed.sides()) {
                Expect.equal("http/1.1", side.engine.getApplicationProtocol(), "the server's preference");
            }
        }
    }

    private static void offer(SSLEngine engine, String... protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
    }
}
