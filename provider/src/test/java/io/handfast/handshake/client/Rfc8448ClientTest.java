package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.Jca;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.OfferedShare;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.record.WriteProtection;
import io.handfast.suite.CipherSuite;
import io.handfast.testing.FixedRandom;
import io.handfast.testing.RecordingEffects;
import io.handfast.testing.Spec;
import io.handfast.testing.Trace;
import io.handfast.testing.Trace.Step;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's states in the place of RFC 8448's client, from the moment its ClientHello has left. */
class Rfc8448ClientTest {
    private static final Jca JCA = Jca.of(Jca.Source.BUNDLED);
    private static final CipherSuite SUITE = ClientFixture.suite("TLS_AES_128_GCM_SHA256");

    private final Map<String, Bytes> keyLog = new HashMap<>();
    private final RecordingEffects effects = new RecordingEffects();

    @ParameterizedTest
    @ValueSource(strings = {"simple-1rtt", "compatibility-mode"})
    @Spec({"RFC8446-4.2.3-7", "RFC8446-4.2.3-9"})
    void endsWithTheTracesFinishedAndKeys(String name) {
        Trace trace = Trace.read("rfc8448/" + name + ".txt");
        boolean compatibility = name.startsWith("compatibility");
        HandshakeState state = give(trace, "construct a ServerHello", started(trace, compatibility));
        assertHandshakeSecrets(trace);
        state = giveFlight(trace, state);
        WriteProtection handshakeKeys = effects.writeProtection().orElseThrow();
        effects.takeLog();
        state = give(trace, "construct a Finished", state);
        assertTrue(state.connected());
        assertEquals(
                compatibility
                        ? List.of("change_cipher_spec", "send Finished", "read keys", "write keys", "established")
                        : List.of("send Finished", "read keys", "write keys", "established"),
                effects.log());
        assertApplicationSecrets(trace);

        Bytes finished = trace.step("client", "construct a Finished").value("Finished");
        assertEquals(finished, MessageCodec.encode(effects.sent(Finished.class)));
        assertEquals(recordOf(trace, "client", finished), sealed(handshakeKeys, ContentType.HANDSHAKE, finished));
    }

    @Test
    @Spec("RFC8446-5.3-1")
    void sealsTheTracesApplicationData() {
        Trace trace = Trace.read("rfc8448/simple-1rtt.txt");
        HandshakeState state = give(trace, "construct a ServerHello", started(trace, false));
        state = give(trace, "construct a Finished", giveFlight(trace, state));
        HandshakeState after = give(trace, "construct a NewSessionTicket", state);
        assertEquals(state, after);
        Step data = trace.step("client", "send application_data");
        assertEquals(
                data.value("complete record"),
                sealed(effects.writeProtection().orElseThrow(), ContentType.APPLICATION_DATA, data.value("payload")));
    }

    @Test
    void acceptsTheFlightThatAsksForACertificate() {
        Trace trace = Trace.read("rfc8448/client-authentication.txt");
        HandshakeState state = give(trace, "construct a ServerHello", started(trace, false));
        state = give(trace, "construct an EncryptedExtensions", state);
        state = give(trace, "construct a CertificateRequest", state);
        state = give(trace, "construct a Certificate handshake", state);
        state = give(trace, "construct a CertificateVerify", state);
        assertTrue(give(trace, "construct a Finished", state).connected());
        assertApplicationSecrets(trace);
    }

    @Test
    @Spec("RFC8446-4.1.3-10")
    void goesOnAfterTheTracesRetry() {
        Trace trace = Trace.read("rfc8448/hello-retry-request.txt");
        List<Bytes> hellos = values(trace, "client", "ClientHello");
        List<Bytes> answers = values(trace, "server", "ServerHello");
        HelloRetryRequest retry = (HelloRetryRequest) MessageCodec.decode(answers.get(0), Dialect.HELLO);
        Transcript transcript = new Transcript(JCA);
        transcript.add(hellos.get(0));
        transcript.hashWith(SUITE.hash());
        transcript.replaceWithMessageHash();
        transcript.add(answers.get(0));
        HandshakeState state = started(
                hellos.get(1),
                share(trace.step("client", "create an ephemeral P-256"), "secp256r1"),
                Optional.of(retry),
                transcript,
                false);
        state = state.on(Received.decode(answers.get(1), state.dialect()), effects);
        assertHandshakeSecrets(trace);
        state = give(trace, "construct a Finished", giveFlight(trace, state));
        assertTrue(state.connected());
        assertApplicationSecrets(trace);
        assertEquals(
                trace.step("client", "construct a Finished").value("Finished"),
                MessageCodec.encode(effects.sent(Finished.class)));
    }

    private HandshakeState giveFlight(Trace trace, HandshakeState afterHello) {
        HandshakeState state = give(trace, "construct an EncryptedExtensions", afterHello);
        state = give(trace, "construct a Certificate handshake", state);
        return give(trace, "construct a CertificateVerify", state);
    }

    private HandshakeState give(Trace trace, String step, HandshakeState state) {
        Bytes raw = trace.step("server", step).fields().get(0).getValue();
        return effects.goOn(state.on(Received.decode(raw, state.dialect()), effects));
    }

    private HandshakeState started(Trace trace, boolean compatibility) {
        return started(
                trace.step("client", "construct a ClientHello").value("ClientHello"),
                share(trace.step("client", "create an ephemeral x25519"), "x25519"),
                Optional.empty(),
                new Transcript(JCA),
                compatibility);
    }

    private HandshakeState started(
            Bytes rawHello,
            OfferedShare share,
            Optional<HelloRetryRequest> retry,
            Transcript transcript,
            boolean compatibility) {
        TlsConfig config = ClientFixture.config()
                .jca(JCA)
                .middleboxCompatibility(compatibility)
                .keyLog((label, random, secret) -> keyLog.put(label, Bytes.copyOf(secret)))
                .build();
        transcript.add(rawHello);
        ClientHello hello = (ClientHello) MessageCodec.decode(rawHello, Dialect.HELLO);
        return new WaitServerHello(
                new ClientOffer(config, List.of(ProtocolVersion.TLS13), hello, List.of(share), retry), transcript);
    }

    private static OfferedShare share(Step creation, String groupName) {
        NamedGroup group = ClientFixture.group(groupName);
        return new OfferedShare(
                group,
                group.generate(
                        JCA, new FixedRandom(creation.value("private key").toArray())));
    }

    private void assertHandshakeSecrets(Trace trace) {
        assertEquals(
                trace.step("server", "derive secret \"tls13 c hs traffic\"").value("expanded"),
                keyLog.get(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET));
        assertEquals(
                trace.step("server", "derive secret \"tls13 s hs traffic\"").value("expanded"),
                keyLog.get(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET));
    }

    private void assertApplicationSecrets(Trace trace) {
        assertEquals(
                trace.step("server", "derive secret \"tls13 c ap traffic\"").value("expanded"),
                keyLog.get(KeyLog.CLIENT_TRAFFIC_SECRET_0));
        assertEquals(
                trace.step("server", "derive secret \"tls13 s ap traffic\"").value("expanded"),
                keyLog.get(KeyLog.SERVER_TRAFFIC_SECRET_0));
        assertEquals(
                trace.step("server", "derive secret \"tls13 exp master\"").value("expanded"),
                keyLog.get(KeyLog.EXPORTER_SECRET));
    }

    private static Bytes recordOf(Trace trace, String side, Bytes payload) {
        return trace.steps().stream()
                .filter(step -> step.side().equals(side) && step.title().startsWith("send"))
                .filter(step -> step.value("payload").equals(payload))
                .findFirst()
                .orElseThrow()
                .value("complete record");
    }

    private static Bytes sealed(WriteProtection protection, ContentType type, Bytes payload) {
        byte[] record = new byte[payload.length() + protection.maxOverhead()];
        int length = protection.seal(type, payload.toArray(), 0, payload.length(), record, 0);
        return Bytes.copyOf(Arrays.copyOf(record, length));
    }

    private static List<Bytes> values(Trace trace, String side, String field) {
        return trace.steps().stream()
                .filter(step -> step.side().equals(side) && step.title().startsWith("construct a " + field))
                .map(step -> step.value(field))
                .toList();
    }
}
