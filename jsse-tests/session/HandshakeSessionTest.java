/*
 * @test
 * @summary managers see a handshake session with peer host, requested names, the peer's algorithms and local certificates
 * @library /lib
 * @run main HandshakeSessionTest
 */
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

public class HandshakeSessionTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            List<String> seen = new ArrayList<>();
            EnginePair[] holder = new EnginePair[1];
            TrustManager clientTrust = new ForwardingTrust(Contexts.trustManager(), () -> {
                ExtendedSSLSession session = session(holder[0].client.engine, version);
                Expect.equal("localhost", session.getPeerHost(), "peer host");
                Expect.equal(443, session.getPeerPort(), "peer port");
                Expect.equal(List.of(new SNIHostName("localhost.example")), session.getRequestedServerNames(), "names");
                Expect.that(session.getLocalSupportedSignatureAlgorithms().length > 0, "our algorithms");
                session.putValue("seen", "by the trust manager");
                seen.add("client trust");
            });
            TrustManager serverTrust = new ForwardingTrust(Contexts.trustManager(), () -> {
                ExtendedSSLSession session = session(holder[0].server.engine, version);
                Expect.equal(Contexts.localhost().certificate(), session.getLocalCertificates()[0], "our certificate");
                seen.add("server trust");
            });
            KeyManager serverKeys = new ForwardingKeys(Contexts.keyManager()) {
                @Override
                public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
                    ExtendedSSLSession session = session(engine, version);
                    Expect.equal(
                            List.of(new SNIHostName("localhost.example")), session.getRequestedServerNames(), "names");
                    List<String> peers = Arrays.asList(session.getPeerSupportedSignatureAlgorithms());
                    Expect.that(peers.contains("SHA256withECDSA"), "the peer's algorithms: " + peers);
                    seen.add("server keys");
                    return super.chooseEngineServerAlias(type, issuers, engine);
                }
            };
            KeyManager clientKeys = new ForwardingKeys(Contexts.keyManager()) {
                @Override
                public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
                    ExtendedSSLSession session = session(engine, version);
                    Expect.that(session.getPeerSupportedSignatureAlgorithms().length > 0, "the peer's algorithms");
                    seen.add("client keys");
                    return super.chooseEngineClientAlias(types, issuers, engine);
                }
            };
            EnginePair pair = new EnginePair(
                    Contexts.context(new KeyManager[] {clientKeys}, new TrustManager[] {clientTrust})
                            .createSSLEngine("localhost", 443),
                    Contexts.context(new KeyManager[] {serverKeys}, new TrustManager[] {serverTrust})
                            .createSSLEngine());
            holder[0] = pair;
            javax.net.ssl.SSLParameters parameters = pair.client.engine.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setServerNames(List.of(new SNIHostName("localhost.example")));
            pair.client.engine.setSSLParameters(parameters);
            pair.server.engine.setNeedClientAuth(true);
            pair.handshake();
            for (String each : new String[] {"client trust", "server trust", "client keys", "server keys"}) {
                Expect.that(seen.contains(each), each + " was asked");
            }
            Expect.equal("by the trust manager", pair.client.engine.getSession().getValue("seen"), "value");
            Expect.equal(null, pair.client.engine.getHandshakeSession(), "afterwards");
        }
    }

    private static ExtendedSSLSession session(SSLEngine engine, String version) {
        ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
        Expect.that(session != null, "there is a handshake session");
        Expect.equal(version, session.getProtocol(), "version");
        return session;
    }
}
