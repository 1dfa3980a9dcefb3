package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@link HttpsURLConnection}, which connects an unconnected socket and tells a foreign provider the host in no other way
 * than by the address it connects to (RFC 6066 §3, RFC 9525).
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UrlConnectionTest {

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void theRightServerIsAskedForByName(Protocol protocol) throws Exception {
        // The name alone decides: without it, the certificate is one for another host.
        List<String> options = List.of(
                "-www", protocol.option(), "-servername", Pki.HOST, "-cert2", "direct.crt", "-key2", "direct.key");
        try (OpenSslServer server = OpenSslServer.start("wrong-name", options)) {
            HttpsURLConnection connection = connection(Pki.HOST, server.port());
            assertEquals(200, connection.getResponseCode());
            assertTrue(new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .contains("s_server"));
            server.process().await("Hostname in TLS extension: \"" + Pki.HOST + "\"");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void aServerWithAnotherNameIsRefused(Protocol protocol) throws Exception {
        try (OpenSslServer server = OpenSslServer.start("wrong-name", List.of("-www", protocol.option()))) {
            HttpsURLConnection connection = connection(Pki.HOST, server.port());
            assertThrows(SSLHandshakeException.class, connection::getResponseCode);
            server.awaitAlert(Alert.CERTIFICATE_UNKNOWN);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void anAddressIsCheckedAsAnAddress(Protocol protocol) throws Exception {
        try (OpenSslServer server = OpenSslServer.start("server-RSA", List.of("-www", protocol.option()))) {
            assertEquals(200, connection("127.0.0.1", server.port()).getResponseCode());
        }
        try (OpenSslServer server = OpenSslServer.start("wrong-name", List.of("-www", protocol.option()))) {
            HttpsURLConnection connection = connection("127.0.0.1", server.port());
            assertThrows(SSLHandshakeException.class, connection::getResponseCode);
        }
    }

    private static HttpsURLConnection connection(String host, int port) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection)
                URI.create("https://" + host + ":" + port + "/").toURL().openConnection();
        connection.setSSLSocketFactory(
                Stack.HANDFAST.context(Optional.empty(), Pki.pki().root()).getSocketFactory());
        connection.setConnectTimeout(20_000);
        connection.setReadTimeout(20_000);
        return connection;
    }
}
