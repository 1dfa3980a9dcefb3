package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.HandfastParameters;
import io.handfast.HandfastProvider;
import io.handfast.HandshakeEvent;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of certificate compression, as far as the wire (RFC 8879). */
class CertificateCompressionTest {
    private static final TestCa CA = TestCa.of(KeyKind.RSA);

    @ParameterizedTest
    @CsvSource({
        "zlib, , zlib",
        "nonsense zlib, , zlib",
        "zstd zlib, zlib zstd, zlib",
        "brotli, zlib, ''",
        "'', , ''",
        "zlib, '', ''"
    })
    void whatIsAcceptedAndUsedIsSent(String accepted, String used, String form) {
        HandfastProvider provider = new HandfastProvider();
        Queue<HandshakeEvent> events = new ConcurrentLinkedQueue<>();
        provider.listener(events::add);
        EnginePair pair = new EnginePair(
                Contexts.context(provider, CA).createSSLEngine("localhost", 443),
                Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.RSA))
                        .createSSLEngine());
        HandfastParameters asks = HandfastParameters.of(pair.client.getSSLParameters());
        asks.setAcceptedCertificateCompression(names(accepted));
        pair.client.setSSLParameters(asks);
        HandfastParameters answers = HandfastParameters.of(pair.server.getSSLParameters());
        answers.setCertificateCompression(used == null ? null : names(used));
        pair.server.setSSLParameters(answers);
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        assertEquals(
                List.of(form),
                events.stream()
                        .filter(event -> event.name().endsWith("Certificate"))
                        .map(event -> event.fields().getOrDefault("compression", ""))
                        .toList());
    }

    @Test
    void theSettingsAreKeptAndChecked() {
        HandfastParameters parameters = new HandfastParameters();
        assertNull(parameters.getAcceptedCertificateCompression());
        assertNull(parameters.getCertificateCompression());
        parameters.setAcceptedCertificateCompression(names("brotli zlib"));
        parameters.setCertificateCompression(new String[0]);
        HandfastParameters copy = HandfastParameters.of(parameters);
        assertArrayEquals(names("brotli zlib"), copy.getAcceptedCertificateCompression());
        assertArrayEquals(new String[0], copy.getCertificateCompression());
        assertThrows(IllegalArgumentException.class, () -> parameters.setCertificateCompression(names("zlib zlib")));
    }

    private static String[] names(String list) {
        return list.isEmpty() ? new String[0] : list.split(" ", -1);
    }
}
