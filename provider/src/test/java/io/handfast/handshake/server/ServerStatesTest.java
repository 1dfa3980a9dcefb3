package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.CERTIFICATE_REQUIRED;
import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static io.handfast.handshake.server.ServerFixture.config;
import static io.handfast.handshake.server.ServerFixture.only12;
import static io.handfast.handshake.server.ServerFixture.suites;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.ExtensionBlock;
import io.handfast.iana.CodePoints;
import io.handfast.message.Certificate12;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateVerify;
import io.handfast.message.ClientHello;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.Dialect;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.EndOfEarlyData;
import io.handfast.message.Finished;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.HelloRandoms;
import io.handfast.message.HelloRequest;
import io.handfast.message.KeyUpdate;
import io.handfast.message.ServerHello;
import io.handfast.message.ServerHelloDone;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The server's states one by one: the way through, and what each refuses (RFC 8446 §A.2; RFC 5246 §7.3). */
class ServerStatesTest {
    private static final TlsConfig MODERN = config(KeyKind.EC_P256)
            .clientAuthentication(ClientAuthentication.REQUIRED)
            .build();
    private static final TlsConfig OLD =
            new TlsConfigBuilder(MODERN).versions(only12()).build();
    private static final TlsConfig TRANSPORT = config(KeyKind.RSA)
            .versions(only12())
            .cipherSuites(suites("TLS_RSA_WITH_AES_128_GCM_SHA256"))
            .build();

    static Stream<Arguments> ways() {
        return Stream.of(
                arguments(MODERN, List.of("ClientHello", "Certificate13", "CertificateVerify", "Finished")),
                arguments(
                        OLD,
                        List.of("ClientHello", "Certificate12", "ClientKeyExchange", "CertificateVerify", "Finished")),
                arguments(TRANSPORT, List.of("ClientHello", "ClientKeyExchange", "Finished")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Spec({"RFC8446-4-1", "RFC8446-4.3.1-1", "RFC8446-4.3.2-2", "RFC8446-4.4.2-1", "RFC8446-4.4.3-1", "RFC8446-D.4-1"})
    void goesThroughItsStatesInOrder(TlsConfig config, List<String> messages) {
        LockStep pair = new LockStep(config, config);
        List<String> taken = new ArrayList<>();
        while (!pair.server().connected()) {
            assertFalse(pair.serverEffects().log().contains("established"), "established before the last message");
            taken.add(pair.pending().getClass().getSimpleName());
            pair.step();
        }
        assertEquals(messages, taken);
        assertTrue(pair.serverEffects().established().isPresent());
    }

    static Stream<Arguments> wrongMessages() {
        return Stream.of(MODERN, OLD, TRANSPORT).flatMap(config -> {
            List<Arguments> rows = new ArrayList<>();
            LockStep probe = new LockStep(config, config);
            int steps = 0;
            while (!probe.server().connected()) {
                Class<?> expected = probe.pending().getClass();
                Dialect dialect = probe.server().dialect();
                for (HandshakeMessage message : messages(dialect)) {
                    if (!expected.isInstance(message)) {
                        rows.add(arguments(config, steps, probe.server().name(), message));
                    }
                }
                probe.step();
                steps++;
            }
            return rows.stream();
        });
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource("wrongMessages")
    @Spec({"RFC8446-4-2", "RFC8446-4.1.2-3", "RFC8446-4.6.3-1"})
    void refusesWhatMustNotComeNow(TlsConfig config, int steps, String state, HandshakeMessage message) {
        LockStep pair = new LockStep(config, config);
        for (int i = 0; i < steps; i++) {
            pair.step();
        }
        assertEquals(state, pair.server().name());
        assertAlert(UNEXPECTED_MESSAGE, () -> pair.instead(message));
        assertFalse(pair.serverEffects().log().contains("established"));
    }

    /** One of each kind that the dialect can read. */
    private static List<HandshakeMessage> messages(Dialect dialect) {
        Bytes random = Bytes.owning(new byte[32]);
        List<HandshakeMessage> messages = new ArrayList<>(List.of(
                new ClientHello(
                        0x0303, random, Bytes.empty(), CodePoints.of(0x1301), Bytes.hex("00"), ExtensionBlock.empty()),
                new ServerHello(0x0303, random, Bytes.empty(), 0x1301, 0, ExtensionBlock.empty())));
        switch (dialect) {
            case HELLO -> {
                // Before the version is settled nothing else can be read at all.
            }
            case TLS13 ->
                messages.addAll(List.of(
                        new Certificate13(Bytes.empty(), List.of()),
                        new CertificateVerify(0x0403, Bytes.hex("01")),
                        new EncryptedExtensions(ExtensionBlock.empty()),
                        new EndOfEarlyData(),
                        new KeyUpdate(false),
                        new Finished(Bytes.owning(new byte[32]))));
            case TLS10, TLS12, RAW_PUBLIC_KEY ->
                messages.addAll(List.of(
                        new Certificate12(List.of()),
                        new CertificateVerify(0x0403, Bytes.hex("01")),
                        new ClientKeyExchange(Bytes.hex("0101")),
                        new HelloRequest(),
                        new ServerHelloDone(),
                        new Finished(Bytes.owning(new byte[12]))));
        }
        return messages;
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Spec({"RFC8446-4.4.4-1", "RFC8446-4.4.4-2"})
    void refusesAFinishedThatDoesNotFit(TlsConfig config, List<String> messages) {
        LockStep pair = new LockStep(config, config).until(Finished.class);
        assertAlert(
                DECRYPT_ERROR,
                () -> pair.changed(
                        Finished.class,
                        finished -> new Finished(
                                Bytes.owning(new byte[finished.verifyData().length()]))));
    }

    @Test
    void refusesAFinishedOfAnotherLength() {
        LockStep pair = new LockStep(MODERN, MODERN).until(Finished.class);
        assertAlert(DECODE_ERROR, () -> pair.instead(new Finished(Bytes.empty())));
    }

    static Stream<Arguments> authenticating() {
        return Stream.of(arguments("TLS 1.3", MODERN), arguments("TLS 1.2", OLD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("authenticating")
    @Spec({"RFC8446-4.4.3-9", "RFC8446-4.4.3-10"})
    void refusesASignatureOverSomethingElse(String name, TlsConfig config) {
        LockStep pair = new LockStep(config, config).until(CertificateVerify.class);
        assertAlert(
                DECRYPT_ERROR,
                () -> pair.changed(CertificateVerify.class, verify -> {
                    byte[] signature = verify.signature().toArray();
                    signature[signature.length - 1] ^= 1;
                    return new CertificateVerify(verify.scheme(), Bytes.owning(signature));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("authenticating")
    @Spec("RFC8446-4.4.3-5")
    void refusesASchemeItDidNotOffer(String name, TlsConfig config) {
        LockStep pair = new LockStep(config, config).until(CertificateVerify.class);
        assertAlert(
                ILLEGAL_PARAMETER,
                () -> pair.changed(
                        CertificateVerify.class, verify -> new CertificateVerify(0x0203, verify.signature())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("authenticating")
    @Spec("RFC8446-4.4.3-6")
    void refusesASchemeThatDoesNotFitTheKey(String name, TlsConfig config) {
        LockStep pair = new LockStep(config, config).until(CertificateVerify.class);
        assertAlert(
                ILLEGAL_PARAMETER,
                () -> pair.changed(
                        CertificateVerify.class, verify -> new CertificateVerify(0x0804, verify.signature())));
    }

    @Test
    @Spec("RFC8446-4.4.3-7")
    void refusesPkcs1InTls13ThoughItIsOffered() {
        LockStep pair = new LockStep(MODERN, MODERN).until(CertificateVerify.class);
        assertAlert(
                ILLEGAL_PARAMETER,
                () -> pair.changed(
                        CertificateVerify.class, verify -> new CertificateVerify(0x0401, verify.signature())));
    }

    @Test
    void insistsOnACertificateWhereOneIsRequired() {
        TlsConfig nobody = config().build();
        LockStep modern = new LockStep(nobody, MODERN).until(Certificate13.class);
        assertAlert(CERTIFICATE_REQUIRED, modern::step);
        TlsConfig nobodyOld = config().versions(only12()).build();
        LockStep old = new LockStep(nobodyOld, OLD).until(Certificate12.class);
        assertAlert(HANDSHAKE_FAILURE, old::step);
    }

    @Test
    void servesAClientWithoutCertificateWhereOneIsOnlyWanted() {
        for (TlsConfig config : List.of(MODERN, OLD)) {
            TlsConfig wanting = new TlsConfigBuilder(config)
                    .clientAuthentication(ClientAuthentication.WANTED)
                    .build();
            LockStep pair = new LockStep(config().build(), wanting).finish();
            assertTrue(pair.server().connected());
            assertEquals(
                    List.of(),
                    pair.serverEffects().established().orElseThrow().peer().chain());
        }
    }

    @Test
    void refusesARequestContextItNeverSent() {
        LockStep pair = new LockStep(MODERN, MODERN).until(Certificate13.class);
        assertAlert(
                ILLEGAL_PARAMETER,
                () -> pair.changed(
                        Certificate13.class, certificate -> new Certificate13(Bytes.hex("01"), certificate.entries())));
    }

    @Test
    @Spec({"RFC8446-4.1.3-2", "RFC8446-4.1.3-3", "RFC8446-4.1.3-11", "RFC8446-4.1.3-12", "RFC8446-4.1.3-13"})
    void saysThatItCouldHaveSpokenANewerVersion() {
        TlsConfig oldClient = config().versions(only12()).build();
        LockStep pair = new LockStep(oldClient, config(KeyKind.EC_P256).build());
        pair.step();
        Bytes random = pair.serverEffects().sent(ServerHello.class).random();
        assertTrue(HelloRandoms.endsWith(random, HelloRandoms.DOWNGRADE_TLS12));
        LockStep alone = new LockStep(oldClient, OLD);
        alone.step();
        assertFalse(HelloRandoms.endsWith(
                alone.serverEffects().sent(ServerHello.class).random(), HelloRandoms.DOWNGRADE_TLS12));
    }

    @Test
    @Spec({"RFC8446-4.1.2-4", "RFC8446-4.1.2-5"})
    void declinesToRenegotiate() {
        LockStep pair = new LockStep(TRANSPORT, TRANSPORT).finish();
        assertTrue(pair.server().connected());
        pair.instead(messages(Dialect.HELLO).get(0));
        assertTrue(pair.serverEffects().log().contains("warn no_renegotiation"));
        assertTrue(pair.server().connected());
    }

    @Test
    void anEncryptedPremasterThatDoesNotDecryptFailsNoSoonerThanAtFinished() {
        LockStep pair = new LockStep(TRANSPORT, TRANSPORT).until(ClientKeyExchange.class);
        pair.changed(ClientKeyExchange.class, message -> {
            byte[] encrypted = message.encryptedPremaster().toArray();
            encrypted[encrypted.length - 1] ^= 1;
            return ClientKeyExchange.rsa(Bytes.owning(encrypted));
        });
        assertEquals("WaitFinished", pair.server().name());
    }

    private static void assertAlert(AlertDescription alert, Executable step) {
        TlsException fault = assertThrows(TlsException.class, step);
        assertEquals(alert, fault.alert(), fault::reason);
    }
}
