package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastTicketKeys;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings beyond SSLParameters as OpenSSL sees them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SettingsTest {
    private static final int TICKET_KEY_LENGTH = 80;

    private static SSLContext server(HandfastParameters parameters, Optional<HandfastTicketKeys> keys)
            throws Exception {
        HandfastContext builder = HandfastContext.builder()
                .keyStore(Pki.pki().server(KeyKind.P256).keyStore(), Credential.PASSWORD.toCharArray())
                .trustStore(Credential.trustStore(Pki.pki().root()))
                .parameters(parameters);
        keys.ifPresent(builder::ticketKeys);
        return builder.build();
    }

    @ParameterizedTest(name = "meaningless values and padding, {0}")
    @EnumSource(names = {"TLS13", "TLS12"})
    void openSslServersBearMeaninglessValues(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-rev", "-record_padding", "512"));
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
            HandfastParameters parameters = HandfastParameters.of(socket.getSSLParameters());
            parameters.setGrease(true);
            parameters.setRecordPadding(512);
            socket.setSSLParameters(parameters);
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
        }
    }

    @ParameterizedTest(name = "{0} tickets")
    @ValueSource(ints = {0, 1, 3})
    void openSslClientsGetAsManyTicketsAsSet(int count) throws Exception {
        HandfastParameters parameters = new HandfastParameters();
        parameters.setTicketCount(count);
        parameters.setRecordPadding(1024);
        try (LocalServer server =
                        LocalServer.start(server(parameters, Optional.empty()), Wishes.none(), Talk::reverse);
                OpenSslClient client =
                        OpenSslClient.start(server.port(), List.of("-tls1_3", "-record_padding", "512"))) {
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            assertEquals(
                    count,
                    Pattern.compile("<<< TLS 1\\.3, Handshake \\[length \\w+\\], NewSessionTicket")
                            .matcher(client.process().text())
                            .results()
                            .count());
            client.process().input().close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"-tls1_3", "-tls1_2"})
    void aSessionMovesToAnotherServerWithTheSameTicketKey(String version) throws Exception {
        Path keyFile = Files.createTempFile("handfast", ".key");
        Path session = Files.createTempFile("handfast", ".session");
        byte[] key = new byte[TICKET_KEY_LENGTH];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        Files.write(keyFile, key);
        try (LocalServer first = LocalServer.start(
                        server(new HandfastParameters(), Optional.of(HandfastTicketKeys.read(keyFile))),
                        Wishes.none(),
                        Talk::reverse);
                LocalServer second = LocalServer.start(
                        server(new HandfastParameters(), Optional.of(HandfastTicketKeys.of(key))),
                        Wishes.none(),
                        Talk::reverse)) {
            String told = talk(first, List.of(version, "-sess_out", session.toString()));
            assertTrue(told.contains("New, TLSv1."), told);
            told = talk(second, List.of(version, "-sess_in", session.toString()));
            assertTrue(told.contains("Reused, TLSv1."), told);
        } finally {
            Files.delete(keyFile);
            Files.delete(session);
        }
    }

    private static String talk(LocalServer server, List<String> options) throws Exception {
        try (OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
            return client.process().text();
        }
    }
}
