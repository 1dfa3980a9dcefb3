package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices about the protocol itself: padding, meaningless values, a second look at a session's peer. */
class ProtocolOptionsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    private static EnginePair pair() {
        return new EnginePair(CLIENT.createSSLEngine("localhost", -1), SERVER.createSSLEngine());
    }

    private static void set(SSLEngine engine, Consumer<HandfastParameters> setting) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        setting.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    private static EnginePair connected(EnginePair pair) {
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    /** A record is its header, the padded content, the type and the tag. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, 10",
        "256, 1, 256",
        "256, 256, 256",
        "256, 257, 512",
        "1000, 16384, 16384",
        "1000, 16001, 16384",
        "16384, 1, 16384"
    })
    void records13ArePadded(int multiple, int length, int padded) throws SSLException {
        EnginePair pair = pair();
        set(pair.client, wanted -> wanted.setRecordPadding(multiple));
        connected(pair);
        ByteBuffer network = ByteBuffer.allocate(pair.client.getSession().getPacketBufferSize());
        byte[] content = new byte[length];
        new Random(1).nextBytes(content);
        SSLEngineResult wrapped = pair.client.wrap(ByteBuffer.wrap(content), network);
        assertEquals(5 + padded + 1 + 16, wrapped.bytesProduced());
        ByteBuffer arrived = ByteBuffer.allocate(pair.server.getSession().getApplicationBufferSize());
        assertEquals(length, pair.server.unwrap(network.flip(), arrived).bytesProduced());
        byte[] received = new byte[length];
        arrived.flip().get(received);
        assertArrayEquals(content, received);
    }

    @Test
    void paddingKeepsWithinThePeersLimit() throws SSLException {
        EnginePair pair = pair();
        set(pair.client, wanted -> wanted.setRecordPadding(4096));
        set(pair.server, wanted -> wanted.setMaximumPacketSize(1500));
        connected(pair);
        byte[] content = new byte[5000];
        new Random(2).nextBytes(content);
        assertArrayEquals(content, EnginePair.transfer(pair.client, pair.server, content));
    }

    @Test
    void tls12HasNoPadding() throws SSLException {
        EnginePair pair = pair();
        pair.client.setEnabledProtocols(new String[] {"TLSv1.2"});
        set(pair.client, wanted -> wanted.setRecordPadding(4096));
        connected(pair);
        ByteBuffer network = ByteBuffer.allocate(pair.client.getSession().getPacketBufferSize());
        assertTrue(pair.client.wrap(ByteBuffer.wrap(new byte[10]), network).bytesProduced() < 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16385})
    void paddingOutOfBounds(int multiple) {
        HandfastParameters parameters = new HandfastParameters();
        assertThrows(IllegalArgumentException.class, () -> parameters.setRecordPadding(multiple));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,false", "TLSv1.3,true", "TLSv1.2,false"})
    @Spec({
        "RFC8446-4.1.2-12",
        "RFC8446-4.1.2-17",
        "RFC8446-4.2.1-7",
        "RFC8446-4.2.1-8",
        "RFC8446-9.3-3",
        "RFC8446-9.3-5"
    })
    void greaseDisturbsNobody(String version, boolean retry) {
        EnginePair pair = pair();
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.client, wanted -> {
            wanted.setGrease(true);
            // Before TLS 1.3 they are for the curve of the server's certificate as well.
            wanted.setNamedGroups(new String[] {"x25519", "secp384r1", "secp256r1"});
        });
        set(pair.server, wanted -> wanted.setNamedGroups(new String[] {retry ? "secp384r1" : "x25519"}));
        connected(pair);
        assertEquals(retry, HandfastSession.of(pair.client.getSession()).helloRetryRequest());
    }

    /** Trusts whom the switch lets it, and counts how often it was asked. */
    private static final class Judge implements X509TrustManager {
        private final AtomicInteger asked = new AtomicInteger();
        private boolean refuses;

        private void judge() throws CertificateException {
            asked.incrementAndGet();
            if (refuses) {
                throw new CertificateException("not any more");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            judge();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            judge();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static EnginePair again(SSLContext client, SSLContext server, String version) throws SSLException {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.handshake();
        if (pair.clientFault == null && pair.serverFault == null) {
            // Tickets of TLS 1.3 come after the handshake.
            EnginePair.transfer(pair.server, pair.client, new byte[] {1});
        }
        return pair;
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,true", "TLSv1.3,false", "TLSv1.2,true", "TLSv1.2,false"})
    void aClientMayLookAgainAtItsServer(String version, boolean verifies) throws Exception {
        Judge judge = new Judge();
        HandfastParameters wanted = new HandfastParameters();
        wanted.setVerifiesOnResumption(verifies);
        SSLContext client = HandfastContext.builder()
                .trustManagers(judge)
                .parameters(wanted)
                .build();
        assertNull(again(client, SERVER, version).clientFault);
        EnginePair second = again(client, SERVER, version);
        assertNull(second.clientFault);
        assertTrue(HandfastSession.of(second.client.getSession()).resumed());
        assertEquals(verifies ? 2 : 1, judge.asked.get());
        judge.refuses = true;
        EnginePair third = again(client, SERVER, version);
        if (verifies) {
            assertNotNull(third.clientFault);
            assertTrue(String.valueOf(third.clientFault).contains("not any more"));
            assertNotNull(third.serverFault);
        } else {
            assertTrue(HandfastSession.of(third.client.getSession()).resumed());
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,true", "TLSv1.3,false", "TLSv1.2,true", "TLSv1.2,false"})
    void aServerMayLookAgainAtItsClient(String version, boolean verifies) throws Exception {
        Judge judge = new Judge();
        HandfastParameters wanted = new HandfastParameters();
        wanted.setVerifiesOnResumption(verifies);
        wanted.setNeedClientAuth(true);
        SSLContext server = HandfastContext.builder()
                .keyStore(TestCa.keyStore(CA.localhost(KeyKind.EC_P256)), TestCa.PASSWORD.toCharArray())
                .trustManagers(judge)
                .parameters(wanted)
                .build();
        SSLContext client = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
        assertNull(again(client, server, version).serverFault);
        EnginePair second = again(client, server, version);
        assertTrue(HandfastSession.of(second.server.getSession()).resumed());
        assertEquals(verifies ? 2 : 1, judge.asked.get());
        judge.refuses = true;
        EnginePair third = again(client, server, version);
        // Refused, the resumption makes way for a full handshake, in which the client is refused once more.
        assertEquals(verifies, third.serverFault != null);
        assertEquals(verifies ? 4 : 1, judge.asked.get());
        assertEquals(
                Optional.of(verifies),
                HandfastParameters.of(server.getDefaultSSLParameters()).getVerifiesOnResumption());
    }
}
