package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.handshake.server.ServerFixture.config;
import static io.handfast.handshake.server.ServerFixture.groups;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.ExternalPsk;
import io.handfast.config.PreSharedKeySource;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.iana.ExtensionType;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.ServerHello;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a client that would use its key alone, where the server takes none of its keys (RFC 8446 §4.2.9, §4.2.11). */
class KeyAloneTest {
    private static final TlsConfig CLIENT = config().options(alone("01")).build();

    /** One key, which may be used alone. */
    private static ConnectionOptions alone(String identity) {
        ExternalPsk psk = new ExternalPsk(
                Bytes.hex(identity), Secret.owning(new byte[32]), HashAlgorithm.SHA256, Optional.empty());
        return ConnectionOptions.DEFAULTS.withPreSharedKeys(new PreSharedKeySource() {
            @Override
            public boolean aloneToo() {
                return true;
            }

            @Override
            public List<ExternalPsk> offered(Optional<String> serverName) {
                return List.of(psk);
            }

            @Override
            public Optional<ExternalPsk> find(Bytes wanted) {
                return wanted.equals(psk.identity()) ? Optional.of(psk) : Optional.empty();
            }
        });
    }

    private static TlsConfigBuilder server(String identity) {
        return config(KeyKind.EC_P256).options(alone(identity));
    }

    /** Our client always offers a key exchange beside its keys; this one does not. */
    private static ExtensionBlock keyAlone(ClientHello hello) {
        return hello.extensions().with(new PskKeyExchangeModes(Bytes.copyOf(new byte[] {PskKeyExchangeModes.PSK_KE})));
    }

    @ParameterizedTest
    @CsvSource({"02, false", "01, true"})
    void theCertificateDecides(String known, boolean needsCertificate) {
        TlsConfig config = server(known)
                .clientAuthentication(needsCertificate ? ClientAuthentication.REQUIRED : ClientAuthentication.NONE)
                .build();
        LockStep pair = new LockStep(CLIENT, config);
        pair.changed(ClientHello.class, hello -> hello.with(keyAlone(hello)));
        ServerHello answer = pair.serverEffects().sent(ServerHello.class);
        assertTrue(answer.extensions().has(ExtensionType.KEY_SHARE));
        assertTrue(answer.extensions().find(PreSharedKey.Selected.class).isEmpty());
        assertTrue(
                pair.serverEffects().log().contains("send Certificate13"),
                () -> "" + pair.serverEffects().log());
    }

    @Test
    void aHelloRetryRequestIsPossibleToo() {
        LockStep pair =
                new LockStep(CLIENT, server("02").groups(groups("secp384r1")).build());
        pair.changed(ClientHello.class, hello -> hello.with(keyAlone(hello)));
        assertTrue(pair.serverEffects().sent().get(0) instanceof HelloRetryRequest);
    }

    @ParameterizedTest
    @ValueSource(ints = {ExtensionType.SIGNATURE_ALGORITHMS, ExtensionType.SUPPORTED_GROUPS})
    void aClientThatCanDoWithoutCertificatesOnlyIsRefused(int missing) {
        LockStep pair = new LockStep(CLIENT, server("02").build());
        TlsException fault = assertThrows(
                TlsException.class,
                () -> pair.changed(ClientHello.class, hello -> {
                    ExtensionBlock without = keyAlone(hello).without(missing);
                    return hello.with(
                            missing == ExtensionType.SUPPORTED_GROUPS
                                    ? without.without(ExtensionType.KEY_SHARE)
                                    : without);
                }));
        assertEquals(HANDSHAKE_FAILURE, fault.alert());
        assertTrue(fault.reason().contains("without a key exchange"), fault::reason);
    }
}
