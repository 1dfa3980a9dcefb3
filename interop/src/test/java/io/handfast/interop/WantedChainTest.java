package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wishes about the chain, between OpenSSL and us: which authorities, and which signatures (RFC 8446 §4.2.3, §4.2.4). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WantedChainTest {
    private static final List<String> RSA_TOO =
            List.of("-dcert", "server-RSA.crt", "-dkey", "server-RSA.key", "-dcert_chain", "server-RSA.chain");

    @ParameterizedTest(name = "{0}")
    @CsvSource({"P256, Interop P256", "ED25519, Interop ED25519", "RSA, Interop RSA"})
    void ourServerShowsAChainFromTheAuthorityThatOpenSslNames(String kind, String issuer) throws Exception {
        KeyStore store = Pki.pki().server(KeyKind.P256).keyStore();
        for (KeyKind other : List.of(KeyKind.ED25519, KeyKind.RSA)) {
            Credential credential = Pki.pki().server(other);
            store.setKeyEntry(
                    other.name(),
                    credential.key(),
                    Credential.PASSWORD.toCharArray(),
                    credential.chain().toArray(X509Certificate[]::new));
        }
        SSLContext context = HandfastContext.builder()
                .keyStore(store, Credential.PASSWORD.toCharArray())
                .trustStore(Credential.trustStore(Pki.pki().root()))
                .build();
        List<String> options = List.of("-tls1_3", "-requestCAfile", "server-" + kind + ".chain");
        try (LocalServer server = LocalServer.start(context, Wishes.none(), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            client.process().await(Pattern.compile("(?m)^issuer=.*CN = " + issuer + "$"));
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
        }
    }

    @Test
    void openSslReadsTheNamesThatOurClientSends() throws Exception {
        List<String> options = List.of("-rev", "-tls1_3", "-tlsextdebug");
        try (OpenSslServer server = OpenSslServer.start("server-P256", options)) {
            X500Principal[] names = {
                Pki.pki().root().getSubjectX500Principal(), new X500Principal("CN=Another, O=Elsewhere")
            };
            connect(server, wanted -> wanted.setCertificateAuthorities(names));
            int length = 2;
            for (X500Principal name : names) {
                length += 2 + name.getEncoded().length;
            }
            server.process().await(Pattern.compile("TLS client extension \".*\" \\(id=47\\), len=" + length));
        }
    }

    @Test
    void openSslShowsAChainWithSignaturesThatWeWant() throws Exception {
        List<String> options = new ArrayList<>(List.of("-rev", "-tls1_3"));
        options.addAll(RSA_TOO);
        try (OpenSslServer server = OpenSslServer.start("server-ED25519", options)) {
            assertTrue(connect(server, wanted -> {}).getName().contains("ED25519"));
            String[] wantedSchemes = {"ecdsa_secp256r1_sha256", "rsa_pkcs1_sha256"};
            assertTrue(connect(server, wanted -> wanted.setCertificateSignatureSchemes(wantedSchemes))
                    .getName()
                    .contains("RSA"));
        }
    }

    /** Who issued the certificate of the server. */
    private static X500Principal connect(OpenSslServer server, Consumer<HandfastParameters> setting) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (SSLSocket socket = Talk.connect(context, Wishes.none(), server.port())) {
            HandfastParameters parameters = HandfastParameters.of(socket.getSSLParameters());
            setting.accept(parameters);
            socket.setSSLParameters(parameters);
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getIssuerX500Principal();
        }
    }
}
