package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientHandshake;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.testing.KeptSecrets;
import io.handfast.testing.KeyKind;
import io.handfast.testing.MadeKeys;
import io.handfast.testing.RecordingEffects;
import io.handfast.trace.KeyLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A step of TLS 1.2 that fails leaves no private key and no master secret behind (RFC 5246 §7.4.3, §8.1). */
class FlightSecrets12Test {
    /** A chain with a private key that is not its own. */
    private record Unfit() implements CredentialSource {
        @Override
        public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
            return Optional.of(new Credential(
                    ServerFixture.identity(KeyKind.RSA).privateKey(),
                    ServerFixture.identity(KeyKind.EC_P256).chain()));
        }

        @Override
        public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
            return Optional.empty();
        }
    }

    @Test
    void forgetsItsShareWhereItCannotSign() {
        MadeKeys group = new MadeKeys("secp256r1");
        TlsConfig client =
                ServerFixture.config().versions(ServerFixture.only12()).build();
        TlsConfig server = ServerFixture.config()
                .credentials(new Unfit())
                .versions(ServerFixture.only12())
                .groups(List.of(group))
                .build();
        RecordingEffects sent = new RecordingEffects();
        ClientHandshake.start(client, sent);
        Received hello = Received.decode(sent.sentRaw().get(0), Dialect.TLS12);
        HandshakeState state = ServerHandshake.start(server);
        TlsException failed = assertThrows(TlsException.class, () -> state.on(hello, new RecordingEffects()));
        assertEquals(INTERNAL_ERROR, failed.alert());
        assertEquals(1, group.made.size());
        assertTrue(group.allForgotten());
    }

    @Test
    void forgetsTheMasterSecretWhereNoKeysAreMade() {
        KeptSecrets secrets = new KeptSecrets(KeyLog.CLIENT_RANDOM);
        TlsConfig failing = ServerFixture.config(KeyKind.EC_P256)
                .versions(ServerFixture.only12())
                .keyLog(secrets)
                .build();
        LockStep steps = new LockStep(
                        ServerFixture.config().versions(ServerFixture.only12()).build(), failing)
                .until(ClientKeyExchange.class);
        assertThrows(IllegalStateException.class, steps::step);
        assertTrue(secrets.isWiped(KeyLog.CLIENT_RANDOM));
    }
}
