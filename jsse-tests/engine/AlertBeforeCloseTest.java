/*
 * @test
 * @summary whatever makes a handshake fail, the peer gets the alert that names it before the connection closes
 * @library /lib
 * @run main AlertBeforeCloseTest
 */
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

public class AlertBeforeCloseTest {
    public static void main(String[] arguments) throws Exception {
        Authority stranger = Authority.create("A Stranger");
        for (String version : Contexts.VERSIONS) {
            Map<String, EnginePair> cases = new LinkedHashMap<>();
            cases.put(
                    "unknown_ca",
                    new EnginePair(
                            Contexts.context(null, Contexts.trustManagers(stranger))
                                    .createSSLEngine("localhost", 443),
                            Contexts.context().createSSLEngine()));
            cases.put(
                    "certificate_expired",
                    new EnginePair(
                            Contexts.context().createSSLEngine("localhost", 443),
                            serving(Contexts.authority()
                                    .issue("EC", java.time.Instant.now().minusSeconds(60), "localhost"))));
            cases.put("bad_certificate,certificate_unknown", identified("other.example"));
            cases.put(
                    "handshake_failure",
                    new EnginePair(
                            Contexts.context().createSSLEngine("localhost", 443),
                            Contexts.withoutKeys().createSSLEngine()));
            EnginePair certificate = new EnginePair(
                    Contexts.withoutKeys().createSSLEngine("localhost", 443),
                    Contexts.context().createSSLEngine());
            certificate.server.engine.setNeedClientAuth(true);
            cases.put(
                    version.equals("TLSv1.3") ? "certificate_required" : "handshake_failure,bad_certificate",
                    certificate);
            EnginePair named = EnginePair.of(version);
            SSLParameters parameters = named.server.engine.getSSLParameters();
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("nobody\\.example")));
            named.server.engine.setSSLParameters(parameters);
            cases.put("unrecognized_name", named);
            for (Map.Entry<String, EnginePair> each : cases.entrySet()) {
                each.getValue().client.engine.setEnabledProtocols(new String[] {version});
                told(each.getValue(), each.getKey(), version);
            }
        }
        EnginePair versions = EnginePair.of("TLSv1.3");
        versions.server.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        told(versions, "protocol_version", "TLSv1.3");
    }

    private static EnginePair identified(String host) throws Exception {
        EnginePair pair = new EnginePair(
                Contexts.context().createSSLEngine(host, 443),
                Contexts.context().createSSLEngine());
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        pair.client.engine.setSSLParameters(parameters);
        return pair;
    }

    private static SSLEngine serving(Authority.Identity identity) throws Exception {
        return Contexts.context(Contexts.keyManagers(identity), Contexts.trustManagers(Contexts.authority()))
                .createSSLEngine();
    }

    private static void told(EnginePair pair, String alerts, String version) throws Exception {
        Expect.thrown(SSLHandshakeException.class, pair::settle);
        for (Side side : pair.sides()) {
            if (!side.engine.isInboundDone()) {
                continue;
            }
            Expect.equal(HandshakeStatus.NEED_WRAP, side.status(), alerts + ": an alert is due");
            Side peer = pair.peer(side);
            while (side.status() == HandshakeStatus.NEED_WRAP) {
                peer.arrive(side.wrap());
            }
            Expect.that(side.engine.isOutboundDone(), alerts + ": closed behind the alert");
            SSLException told = Expect.thrown(SSLException.class, () -> {
                for (int i = 0; i < 10; i++) {
                    peer.runTasks();
                    peer.unwrap();
                }
            });
            for (String alert : alerts.split(",")) {
                if (told.getMessage().contains(alert)) {
                    return;
                }
            }
            throw new AssertionError(version + ": expected " + alerts + ", the peer was told " + told.getMessage());
        }
        throw new AssertionError("neither side has failed");
    }
}
