package io.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ConnectionOptions;
import io.handfast.config.ExternalPsk;
import io.handfast.config.PreSharedKeySource;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imported keys to the byte, reckoned by another program with HMAC alone (RFC 9258 §4.1, RFC 8446 §7.1). */
class ExternalKeyTest {
    private static final Bytes NAME = Bytes.copyOf("sensor 7".getBytes(StandardCharsets.US_ASCII));
    private static final ExternalPsk IMPORTED = new ExternalPsk(
            NAME,
            Secret.owning(Bytes.hex("000102030405060708090a0b0c0d0e0f").toArray()),
            HashAlgorithm.SHA256,
            Optional.of(Bytes.copyOf("house".getBytes(StandardCharsets.US_ASCII))));

    private static TlsConfig config(ExternalPsk psk) {
        PreSharedKeySource source = new PreSharedKeySource() {
            @Override
            public List<ExternalPsk> offered(Optional<String> serverName) {
                return List.of(psk);
            }

            @Override
            public Optional<ExternalPsk> find(Bytes identity) {
                return identity.equals(psk.identity()) ? Optional.of(psk) : Optional.empty();
            }
        };
        return ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withPreSharedKeys(source))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, 000873656e736f7220370005686f75736503040001, "
                + "744d8f0121f0aa169dcdb293dbfd3fa69f5920ab8c207c055b1cf6409a090275",
        "SHA384, 000873656e736f7220370005686f75736503040002, "
                + "17dd45c34403d9e69d0356626cc2d199b7b1086e1a5799628234778205611fddaaf65cbb913958bb8a071f26f22f57af"
    })
    void importsForTheHashOfTheSuite(HashAlgorithm hash, String identity, String key) {
        TlsConfig config = config(IMPORTED);
        ExternalKey found = ExternalKey.find(config, Bytes.hex(identity), hash).orElseThrow();
        assertEquals(key, Bytes.copyOf(found.key().reveal()).toHex());
        assertEquals(NAME, found.identity());
        assertTrue(found.imported());
        ExternalKey offered = ExternalKey.offered(config).stream()
                .filter(candidate -> candidate.hash() == hash)
                .findFirst()
                .orElseThrow();
        assertEquals(Bytes.hex(identity), offered.wireIdentity());
        assertTrue(offered.key().sameAs(found.key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "73656e736f722037", // the external identity itself
                "000873656e736f7220370005686f75736503040002", // for another hash
                "000873656e736f7220370005686f75736503030001", // for another protocol
                "000873656e736f7220370005686f75736603040001", // of another context
                "000873656e736f7220370005686f757365030400", // cut off
                "000873656e736f7220370005686f7573650304000100", // with something behind
                "000973656e736f7220370005686f75736503040001", // of another length
                "0000"
            })
    void anyOtherIdentityIsUnknown(String identity) {
        assertFalse(ExternalKey.find(config(IMPORTED), Bytes.hex(identity), HashAlgorithm.SHA256)
                .isPresent());
    }

    @Test
    void destroysItsOwnCopyAlone() {
        ExternalPsk plain = new ExternalPsk(NAME, Secret.owning(new byte[32]), HashAlgorithm.SHA384, Optional.empty());
        List<ExternalKey> offered = ExternalKey.offered(config(plain));
        assertEquals(1, offered.size(), "for its own hash alone");
        offered.get(0).destroy();
        assertTrue(offered.get(0).key().isDestroyed());
        assertFalse(plain.key().isDestroyed());
    }
}
