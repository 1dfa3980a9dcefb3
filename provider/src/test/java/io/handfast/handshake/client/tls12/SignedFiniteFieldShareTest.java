package io.handfast.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.auth.ChosenCredential;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PossessionProven;
import io.handfast.config.AlgorithmRules;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EphemeralKeySize;
import io.handfast.config.FiniteFieldPolicy;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.message.DheServerKeyExchange;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.math.BigInteger;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.spec.InvalidParameterSpecException;
import java.util.Objects;
import java.util.Set;
import javax.crypto.spec.DHParameterSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes of a server's own Diffie-Hellman group, and the range of its share. */
class SignedFiniteFieldShareTest {
    private static final TlsConfig CONFIG = ClientFixture.config().build();

    @ParameterizedTest
    @CsvSource({
        "0, INSUFFICIENT_SECURITY",
        "512, INSUFFICIENT_SECURITY",
        "768, INSUFFICIENT_SECURITY",
        "1024, INSUFFICIENT_SECURITY",
        "2047, INSUFFICIENT_SECURITY",
        "8193, ILLEGAL_PARAMETER",
        "16384, ILLEGAL_PARAMETER",
        "524280, ILLEGAL_PARAMETER"
    })
    void refusesASizeByName(int bits, AlertDescription alert) {
        TlsException fault =
                assertThrows(TlsException.class, () -> SignedFiniteFieldShare.group(exchange(bits, (byte) 1), CONFIG));
        assertEquals(alert, fault.alert());
        assertTrue(fault.reason().contains(" " + bits + " bits"), fault.reason());
    }

    @ParameterizedTest
    @CsvSource({"2048", "2049", "3072", "8191", "8192"})
    void looksAtTheNumbersOfAGroupThatHasTheSize(int bits) {
        // 2^n + 2 is even, so that it has the right size, but is no prime.
        TlsException fault =
                assertThrows(TlsException.class, () -> SignedFiniteFieldShare.group(exchange(bits, (byte) 2), CONFIG));
        assertEquals(AlertDescription.ILLEGAL_PARAMETER, fault.alert());
        assertTrue(fault.reason().contains("no prime"), fault.reason());
    }

    @ParameterizedTest
    @CsvSource({"2048, true", "2049, true", "2050, false", "3072, false"})
    void asksTheConstraintsAboutTheServersOwnGroup(int least, boolean allowed) {
        TlsConfig strict = ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withFiniteFields(new FiniteFieldPolicy(
                        AlgorithmRules.none().and(new PrimesOfAtLeast(least)), EphemeralKeySize.DEFAULT)))
                .build();
        BigInteger modulus = BigInteger.TWO.pow(2048).add(BigInteger.valueOf(981));
        DheServerKeyExchange exchange = exchange(Bytes.owning(modulus.toByteArray()));
        assertEquals(2049, SignedFiniteFieldShare.group(exchange, CONFIG).bits());
        if (allowed) {
            assertEquals(2049, SignedFiniteFieldShare.group(exchange, strict).bits());
            return;
        }
        TlsException fault = assertThrows(TlsException.class, () -> SignedFiniteFieldShare.group(exchange, strict));
        assertEquals(AlertDescription.INSUFFICIENT_SECURITY, fault.alert());
        assertTrue(fault.reason().contains("2049 bits"), fault.reason());
    }

    /** RFC 7919 §3: 1 &lt; dh_Ys &lt; dh_p - 1. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "p-1", "p", "p+1", "2p"})
    void refusesAShareOutOfRange(String share) {
        FiniteFieldGroup group = FiniteFieldGroup.of(ClientFixture.group("ffdhe2048"));
        BigInteger prime = new BigInteger(1, group.prime());
        BigInteger number = switch (share) {
            case "p-1" -> prime.subtract(BigInteger.ONE);
            case "p" -> prime;
            case "p+1" -> prime.add(BigInteger.ONE);
            case "2p" -> prime.shiftLeft(1);
            default -> new BigInteger(share);
        };
        SignedFiniteFieldShare signed =
                new SignedFiniteFieldShare(group, Bytes.owning(number.toByteArray()), possession());
        ClientFixture.assertAlert(
                AlertDescription.HANDSHAKE_FAILURE, "not between 1 and p - 1", () -> signed.answer(CONFIG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "p-2"})
    void answersAShareInRange(String share) {
        FiniteFieldGroup group = FiniteFieldGroup.of(ClientFixture.group("ffdhe2048"));
        BigInteger number =
                share.equals("2") ? BigInteger.TWO : new BigInteger(1, group.prime()).subtract(BigInteger.TWO);
        SignedFiniteFieldShare signed =
                new SignedFiniteFieldShare(group, Bytes.owning(number.toByteArray()), possession());
        assertFalse(signed.answer(CONFIG).premasterSecret().isDestroyed());
    }

    private static PossessionProven possession() {
        ChosenCredential chosen = new ChosenCredential(
                ClientFixture.credential(KeyKind.EC_P256),
                SignatureSchemes.byName("ecdsa_secp256r1_sha256").orElseThrow());
        byte[] content = {7};
        return HandshakeSignatures.verify12(
                CONFIG,
                chosen.credential().publicKey(),
                chosen.scheme().codePoint(),
                content,
                HandshakeSignatures.sign12(CONFIG, chosen, content));
    }

    /** Constraints of a user, who looks at the numbers. */
    private record PrimesOfAtLeast(int bits) implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters given) {
            assertEquals("DiffieHellman", algorithm);
            try {
                DHParameterSpec group = Objects.requireNonNull(given).getParameterSpec(DHParameterSpec.class);
                return group.getP().bitLength() >= bits;
            } catch (InvalidParameterSpecException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            throw new AssertionError("no key is asked about");
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters given) {
            throw new AssertionError("no key is asked about");
        }
    }

    /** A number of so many bits, with a zero byte in front that must not count. */
    private static DheServerKeyExchange exchange(int bits, byte last) {
        byte[] prime = new byte[Math.max(1, Math.min(65535, (bits + 7) / 8 + 1))];
        if (bits > 0) {
            int top = prime.length - (bits + 7) / 8;
            prime[prime.length - 1] = last;
            prime[top] |= (byte) (1 << (bits - 1) % 8);
        }
        return exchange(Bytes.owning(prime));
    }

    private static DheServerKeyExchange exchange(Bytes prime) {
        return new DheServerKeyExchange(
                prime, Bytes.owning(new byte[] {2}), Bytes.owning(new byte[] {5}), 0x0401, Bytes.empty());
    }
}
