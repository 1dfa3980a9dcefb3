/*
 * @test
 * @summary https.protocols and https.cipherSuites are read by HttpsURLConnection, and reach our sockets
 * @library /lib
 * @run main/othervm -Dhttps.protocols=TLSv1.2 -Dhttps.cipherSuites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 HttpsPropertiesTest
 */
import java.net.URL;
import java.util.concurrent.Future;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

public class HttpsPropertiesTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.of("TLSv1.3")) {
            Future<SSLSession> serving = pair.async(() -> {
                try (SSLSocket server = (SSLSocket) pair.listener.accept()) {
                    server.getInputStream().read(new byte[8192]);
                    server.getOutputStream()
                            .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes("US-ASCII"));
                    return server.getSession();
                }
            });
            URL url = new URL("https://localhost:" + pair.listener.getLocalPort() + "/");
            HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
            connection.setSSLSocketFactory(Contexts.context().getSocketFactory());
            connection.setReadTimeout(30_000);
            Expect.equal(204, connection.getResponseCode(), "status");
            SSLSession session = SocketPair.get(serving);
            Expect.equal("TLSv1.2", session.getProtocol(), "version");
            Expect.equal("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", session.getCipherSuite(), "suite");
        }
    }
}
