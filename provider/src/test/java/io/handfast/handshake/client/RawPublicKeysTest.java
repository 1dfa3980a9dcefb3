package io.handfast.handshake.client;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static io.handfast.handshake.client.ClientFixture.assertAlert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.AlgorithmRules;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Credential;
import io.handfast.config.RawPublicKeyOptions;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ClientCertificateType;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.ServerCertificateType;
import io.handfast.handshake.client.tls12.ScriptedServer12;
import io.handfast.handshake.client.tls13.ScriptedServer13;
import io.handfast.iana.ExtensionType;
import io.handfast.message.Certificate12;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.EncryptedExtensions;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client says of raw public keys, and which answers it refuses (RFC 7250 §4). */
class RawPublicKeysTest {
    private static final Bytes KEY = Bytes.copyOf(
            ClientFixture.identity(KeyKind.EC_P256).certificate().getPublicKey().getEncoded());

    private static TlsConfig config(boolean own, boolean trust, boolean certificatesToo) {
        Credential credential = Credential.raw(
                ClientFixture.identity(KeyKind.EC_P256).privateKey(),
                ClientFixture.identity(KeyKind.EC_P256).certificate().getPublicKey());
        return ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withRawPublicKeys(new RawPublicKeyOptions(
                        own ? List.of(credential) : List.of(),
                        trust ? Optional.of((key, name) -> true) : Optional.empty(),
                        certificatesToo,
                        AlgorithmRules.none())))
                .build();
    }

    @Test
    void whatIsOffered() {
        assertEquals(List.of(), types(config(false, false, true)));
        assertEquals(List.of(ExtensionType.SERVER_CERTIFICATE_TYPE), types(config(false, true, true)));
        assertEquals(List.of(ExtensionType.CLIENT_CERTIFICATE_TYPE), types(config(true, false, true)));
        assertEquals(
                List.of(ExtensionType.SERVER_CERTIFICATE_TYPE, ExtensionType.CLIENT_CERTIFICATE_TYPE),
                types(config(true, true, false)));
    }

    private static List<Integer> types(TlsConfig config) {
        return new ScriptedServer13(config)
                .clientHello().extensions().all().stream()
                        .map(Extension::type)
                        .filter(type -> type == ExtensionType.SERVER_CERTIFICATE_TYPE
                                || type == ExtensionType.CLIENT_CERTIFICATE_TYPE)
                        .toList();
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                arguments(false, false, true, UNSUPPORTED_EXTENSION, List.of(new ServerCertificateType.Selected(2))),
                arguments(false, true, true, UNSUPPORTED_EXTENSION, List.of(new ClientCertificateType.Selected(2))),
                arguments(false, true, true, ILLEGAL_PARAMETER, List.of(new ServerCertificateType.Selected(1))),
                arguments(false, true, false, ILLEGAL_PARAMETER, List.of(new ServerCertificateType.Selected(0))),
                arguments(true, true, true, ILLEGAL_PARAMETER, List.of(new ClientCertificateType.Selected(9))),
                arguments(true, false, false, ILLEGAL_PARAMETER, List.of(new ClientCertificateType.Selected(0))),
                arguments(false, true, false, UNSUPPORTED_CERTIFICATE, List.of()));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    @Spec("RFC8446-4.4.2-14")
    void answersThatWereNotAskedFor(
            boolean own, boolean trust, boolean certificatesToo, AlertDescription alert, List<Extension> answer) {
        ScriptedServer13 server13 = new ScriptedServer13(config(own, trust, certificatesToo));
        server13.giveServerHello();
        assertAlert(alert, "", () -> server13.give(new EncryptedExtensions(ExtensionBlock.of(answer))));
        ScriptedServer12 server12 = new ScriptedServer12(config(own, trust, certificatesToo));
        List<Extension> extensions =
                new ArrayList<>(server12.serverHello().extensions().all());
        extensions.addAll(answer);
        assertAlert(alert, "", () -> server12.giveServerHello(server12.serverHello(ExtensionBlock.of(extensions))));
    }

    static Stream<Arguments> badKeys() throws Exception {
        byte[] exchange = KeyPairGenerator.getInstance("X25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        Bytes certificate = Bytes.copyOf(
                ClientFixture.identity(KeyKind.EC_P256).certificate().getEncoded());
        return Stream.of(
                arguments("nonsense", BAD_CERTIFICATE, Bytes.hex("3003020100")),
                arguments("a certificate", BAD_CERTIFICATE, certificate),
                arguments("cut short", BAD_CERTIFICATE, KEY.slice(0, KEY.length() - 1)),
                arguments("no key that signs", UNSUPPORTED_CERTIFICATE, Bytes.copyOf(exchange)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void keysThatAreNone(String what, AlertDescription alert, Bytes key) {
        ScriptedServer13 server13 = agreed13();
        assertAlert(alert, "", () -> server13.give(certificate(key)));
        ScriptedServer12 server12 = agreed12();
        assertAlert(alert, "", () -> server12.give(new Certificate12(List.of(key), true)));
    }

    @Test
    @Spec("RFC8446-4.4.2-13")
    void oneKeyIsEnough() {
        assertAlert(ILLEGAL_PARAMETER, "2 entries", () -> agreed13().give(certificate(KEY, KEY)));
    }

    @Test
    void noKeyIsNotEnough() {
        assertAlert(DECODE_ERROR, "empty", () -> agreed13().give(certificate()));
        assertAlert(DECODE_ERROR, "empty", () -> agreed12().give(new Certificate12(List.of(), true)));
    }

    @Test
    void aKeyWhereAChainIsDue() {
        ScriptedServer13 server13 = new ScriptedServer13(config(false, true, true));
        server13.giveServerHello();
        server13.give(server13.encryptedExtensions());
        assertAlert(BAD_CERTIFICATE, "", () -> server13.give(certificate(KEY)));
        ScriptedServer12 server12 = new ScriptedServer12(config(false, true, true));
        server12.giveServerHello();
        assertAlert(DECODE_ERROR, "", () -> server12.give(new Certificate12(List.of(KEY), true)));
    }

    @Test
    void aChainWhereAKeyIsDue() {
        ScriptedServer12 server = agreed12();
        assertAlert(BAD_CERTIFICATE, "", () -> server.give(server.certificate()));
    }

    private static ScriptedServer13 agreed13() {
        ScriptedServer13 server = new ScriptedServer13(config(false, true, true));
        server.giveServerHello();
        server.give(new EncryptedExtensions(ExtensionBlock.of(new ServerCertificateType.Selected(2))));
        return server;
    }

    private static ScriptedServer12 agreed12() {
        ScriptedServer12 server = new ScriptedServer12(config(false, true, true));
        server.giveServerHello(
                server.serverHello(server.serverHello().extensions().with(new ServerCertificateType.Selected(2))));
        return server;
    }

    private static Certificate13 certificate(Bytes... keys) {
        return new Certificate13(
                Bytes.empty(),
                Stream.of(keys)
                        .map(key -> new CertificateEntry(key, ExtensionBlock.empty()))
                        .toList());
    }
}
