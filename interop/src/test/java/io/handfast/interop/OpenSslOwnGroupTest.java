package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openssl s_server} with a Diffie-Hellman group of its own (RFC 5246 §7.4.3, RFC 7919 §3). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslOwnGroupTest {

    private static final String SUITE = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";

    /** The prime is the first one after a power of two; some of these lengths are none that the JDK can do. */
    @ParameterizedTest
    @CsvSource({"2048, 1919", "2049, 981", "2111, 45", "3001, 3993", "6145, 375", "8192, 1911"})
    void itIsTakenFrom2048To8192Bits(int bits, int after) throws Exception {
        try (OpenSslServer server = start(bits, after);
                SSLSocket socket = connect(server)) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals(SUITE, socket.getSession().getCipherSuite());
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, 1155, INSUFFICIENT_SECURITY", "2047, 5, INSUFFICIENT_SECURITY", "8193, 4543, ILLEGAL_PARAMETER"})
    void elseItIsRefusedByName(int bits, int after, Alert alert) throws Exception {
        try (OpenSslServer server = start(bits, after);
                SSLSocket socket = connect(server)) {
            SSLHandshakeException fault = assertThrows(SSLHandshakeException.class, socket::startHandshake);
            assertTrue(fault.toString().contains(bits + " bits"), fault::toString);
            server.awaitAlert(alert);
        }
    }

    private static OpenSslServer start(int bits, int after) throws Exception {
        BigInteger prime = BigInteger.TWO.pow(bits - 1).add(BigInteger.valueOf(after));
        String file = DhParameters.file("own" + bits, prime, BigInteger.TWO);
        return OpenSslServer.start(
                "server-RSA",
                List.of("-rev", "-tls1_2", "-dhparam", file, "-cipher", "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"));
    }

    private static SSLSocket connect(OpenSslServer server) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        Wishes wishes = new Wishes(List.of("TLSv1.2"), List.of(SUITE), List.of(), List.of(), false);
        return Talk.connect(context, wishes, server.port());
    }
}
