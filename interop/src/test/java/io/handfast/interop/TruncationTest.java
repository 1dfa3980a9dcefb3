package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are cut: inside a record, inside the handshake, and cleanly but without goodbye (RFC 8446 §6.1). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TruncationTest {

    /** The server's handshake is itself 1.3 application_data records, and OpenSSL sends no tickets here. */
    private static final int HANDSHAKE_RECORDS_13 = 4;

    @ParameterizedTest(name = "{0} after {1} bytes of a record")
    @CsvSource({"TLS13,1", "TLS13,4", "TLS13,5", "TLS13,20", "TLS12,1", "TLS12,4", "TLS12,5", "TLS12,20"})
    void aCutInsideARecordIsAnError(Protocol protocol, int bytes) throws Exception {
        try (OpenSslServer server = server(protocol);
                CuttingProxy proxy = CuttingProxy.start(server.port(), handshakeRecords(protocol), bytes);
                SSLSocket socket = Talk.connect(context(), Wishes.of(protocol), proxy.port())) {
            Talk.send(socket, "handfast");
            assertThrows(SSLException.class, () -> Talk.receive(socket));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void aCutBetweenRecordsIsTheEndOfTheStream(Protocol protocol) throws Exception {
        try (OpenSslServer server = server(protocol);
                CuttingProxy proxy = CuttingProxy.start(server.port(), handshakeRecords(protocol) + 1, 0);
                SSLSocket socket = Talk.connect(context(), Wishes.of(protocol), proxy.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            Talk.send(socket, "again");
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @ParameterizedTest(name = "after {0} records and {1} bytes")
    @CsvSource({"0,0", "0,7", "1,0", "2,3", "3,0"})
    void aCutInsideTheHandshakeIsAnError(int records, int bytes) throws Exception {
        try (OpenSslServer server = server(Protocol.TLS13);
                CuttingProxy proxy = CuttingProxy.start(server.port(), records, bytes);
                SSLSocket socket = Talk.connect(context(), Wishes.of(Protocol.TLS13), proxy.port())) {
            assertThrows(SSLException.class, socket::startHandshake);
        }
    }

    private static int handshakeRecords(Protocol protocol) {
        return protocol == Protocol.TLS13 ? HANDSHAKE_RECORDS_13 : 0;
    }

    private static OpenSslServer server(Protocol protocol) throws Exception {
        return OpenSslServer.start("server-" + KeyKind.P256, List.of("-rev", "-num_tickets", "0", protocol.option()));
    }

    private static SSLContext context() throws Exception {
        return Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
    }
}
