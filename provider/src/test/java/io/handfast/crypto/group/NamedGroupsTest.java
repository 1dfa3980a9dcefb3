package io.handfast.crypto.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.crypto.Secret;
import io.handfast.crypto.TestJca;
import io.handfast.testing.Spec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every group agrees with itself whoever computes each side, and as published. */
class NamedGroupsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = Jca.of(Source.AUTO).secureRandom();

    @ParameterizedTest
    @CsvSource({
        "001D, x25519, MONTGOMERY_CURVE, 255, true, 32, 32",
        "0017, secp256r1, ELLIPTIC_CURVE, 256, true, 65, 32",
        "0018, secp384r1, ELLIPTIC_CURVE, 384, true, 97, 48",
        "0019, secp521r1, ELLIPTIC_CURVE, 521, true, 133, 66",
        "001E, x448, MONTGOMERY_CURVE, 448, true, 56, 56",
        "0100, ffdhe2048, FINITE_FIELD, 2048, false, 256, 256",
        "0101, ffdhe3072, FINITE_FIELD, 3072, false, 384, 384",
        "0102, ffdhe4096, FINITE_FIELD, 4096, false, 512, 512"
    })
    @Spec("RFC8446-B.3.1.4-1")
    void aGroupIsWhatTheRegistrySays(
            String codePoint, String name, NamedGroup.Kind kind, int bits, boolean in12, int share, int secret)
            throws InvalidKeyShareException {
        NamedGroup group =
                NamedGroups.byCodePoint(Integer.parseInt(codePoint, 16)).orElseThrow();
        assertEquals(name, group.ianaName());
        assertEquals(Optional.of(group), NamedGroups.byName(name));
        assertEquals(kind, group.kind());
        assertEquals(bits, group.bits());
        assertEquals(in12, group.usableIn12());
        assertTrue(group.constraintNames().contains(name));
        for (Source source : Source.values()) {
            Jca jca = Jca.of(source);
            if (source == Source.PLATFORM && absentHere(group)) {
                continue;
            }
            assertTrue(group.supported(jca));
            EphemeralKey key = group.generate(jca, RANDOM);
            assertEquals(share, key.share().length);
            Encapsulated answer = group.encapsulate(new EphemeralKeys(jca, RANDOM), key.share());
            assertEquals(share, answer.share().length);
            assertEquals(secret, answer.secret().length());
        }
    }

    /** Only for JDKs whose own providers have no ML-KEM is there a group that they alone cannot do. */
    private static boolean absentHere(NamedGroup group) {
        return group.kind() == NamedGroup.Kind.HYBRID && Runtime.version().feature() < 24;
    }

    @Test
    void hybridsComeFirstFiniteFieldsLastAndUnknownGroupsAreAbsent() {
        List<NamedGroup> all = NamedGroups.all();
        assertEquals("X25519MLKEM768", all.get(0).ianaName());
        assertEquals("x25519", all.get(3).ianaName());
        assertEquals(
                all.subList(0, 3), all.stream().filter(NamedGroup::postQuantum).toList());
        assertTrue(all.subList(8, 11).stream().allMatch(group -> group.kind() == NamedGroup.Kind.FINITE_FIELD));
        assertEquals(11, all.size());
        assertTrue(NamedGroups.byCodePoint(0x0A0A).isEmpty());
        assertTrue(NamedGroups.byName("sect163k1").isEmpty());
        assertTrue(NamedGroups.byName("X25519").isPresent());
    }

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (NamedGroup group : NamedGroups.all()) {
            for (Source first : List.of(Source.PLATFORM, Source.BUNDLED)) {
                for (Source second : List.of(Source.PLATFORM, Source.BUNDLED)) {
                    if (absentHere(group) && (first == Source.PLATFORM || second == Source.PLATFORM)) {
                        continue;
                    }
                    pairs.add(Arguments.of(group, first, second));
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bothSidesAgreeWhoeverComputes(NamedGroup group, Source first, Source second) throws InvalidKeyShareException {
        byte[] previous = {};
        for (int time = 0; time < 3; time++) {
            EphemeralKey key = group.generate(Jca.of(first), RANDOM);
            Encapsulated answer = group.encapsulate(new EphemeralKeys(Jca.of(second), RANDOM), key.share());
            Secret secret = key.agree(answer.share());
            assertTrue(secret.sameAs(answer.secret()));
            assertFalse(Arrays.equals(previous, secret.reveal()), "a fresh secret each time");
            previous = secret.reveal();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aKeyIsGoodForOneAgreement(NamedGroup group) throws InvalidKeyShareException {
        for (Source source : List.of(Source.PLATFORM, Source.BUNDLED)) {
            if (source == Source.PLATFORM && absentHere(group)) {
                continue;
            }
            Jca jca = Jca.of(source);
            byte[] share = group.generate(jca, RANDOM).share();
            byte[] peer =
                    group.encapsulate(new EphemeralKeys(jca, RANDOM), share).share();
            EphemeralKey used = group.generate(jca, RANDOM);
            used.agree(peer);
            assertThrows(IllegalStateException.class, () -> used.agree(peer));
            EphemeralKey failed = group.generate(jca, RANDOM);
            assertThrows(InvalidKeyShareException.class, () -> failed.agree(new byte[3]));
            assertThrows(IllegalStateException.class, () -> failed.agree(peer));
            EphemeralKey destroyed = group.generate(jca, RANDOM);
            destroyed.destroy();
            destroyed.destroy();
            assertThrows(IllegalStateException.class, () -> destroyed.agree(peer));
        }
    }

    static List<NamedGroup> all() {
        return NamedGroups.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theShareHandedOutIsACopy(NamedGroup group) {
        EphemeralKey key = group.generate(Jca.of(Source.AUTO), RANDOM);
        byte[] share = key.share();
        Arrays.fill(share, (byte) 0);
        assertFalse(Arrays.equals(share, key.share()));
    }

    /** RFC 7748 §6.1 and §6.2, the key pairs of RFC 8448 §3, and RFC 5903 §8.1. */
    @ParameterizedTest
    @CsvSource({
        "x25519, 77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
                + " 8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,"
                + " de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f,"
                + " 4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
        "x25519, 49af42ba7f7994852d713ef2784bcbcaa7911de26adc5642cb634540e7ea5005,"
                + " 99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c,"
                + " c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f,"
                + " 8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d",
        "x448, 9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8"
                + "c0a598726b,"
                + " 9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f"
                + "80e532c41fa0,"
                + " 3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bd"
                + "c1c67bf33609,"
                + " 07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a"
                + "5037514a879d",
        "secp256r1, c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433,"
                + " 04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180"
                + "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3,"
                + " 04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"
                + "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab,"
                + " d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"
    })
    @Spec("RFC8446-7.4.2-1")
    void agreesAsPublished(String name, String scalar, String share, String peerShare, String secret)
            throws InvalidKeyShareException {
        NamedGroup group = NamedGroups.byName(name).orElseThrow();
        EphemeralKey key = group.generate(Jca.of(Source.BUNDLED), TestJca.fixed(HEX.parseHex(scalar)));
        assertEquals(share, HEX.formatHex(key.share()));
        assertEquals(secret, HEX.formatHex(key.agree(HEX.parseHex(peerShare)).reveal()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "BUNDLED"})
    void theTopBitOfAnX25519ShareIsIgnored(Source source) throws InvalidKeyShareException {
        NamedGroup group = NamedGroups.byName("x25519").orElseThrow();
        EphemeralKey key = group.generate(Jca.of(source), RANDOM);
        byte[] marked = key.share();
        marked[31] |= (byte) 0x80;
        // RFC 7748 §5: an X25519 implementation masks that bit.
        Encapsulated answer = group.encapsulate(new EphemeralKeys(Jca.of(source), RANDOM), marked);
        assertTrue(key.agree(answer.share()).sameAs(answer.secret()));
    }

    @Test
    void aFiniteFieldShareAndSecretKeepTheirLeadingZeros() throws InvalidKeyShareException {
        NamedGroup group = NamedGroups.byName("ffdhe2048").orElseThrow();
        byte[] two = new byte[256];
        two[255] = 2;
        // With the generator itself as the peer's share, the secret is our own share.
        for (int attempt = 0; attempt < 10_000; attempt++) {
            EphemeralKey key = group.generate(Jca.of(Source.AUTO), RANDOM);
            if (key.share()[0] == 0) {
                assertEquals(256, key.share().length);
                assertArrayEquals(key.share(), key.agree(two).reveal());
                return;
            }
        }
        throw new AssertionError("one share in 256 should begin with zero");
    }

    @Test
    void aSecretStrippedByAProviderIsPaddedAgain() {
        assertArrayEquals(new byte[] {0, 0, 5, 6}, JcaAgreement.padded(new byte[] {5, 6}, 4));
        assertArrayEquals(new byte[] {5, 6}, JcaAgreement.padded(new byte[] {5, 6}, 2));
    }

    @ParameterizedTest
    @MethodSource("all")
    void worksThroughAnotherProviderPutInFront(NamedGroup group) throws InvalidKeyShareException {
        Jca jca = TestJca.of(Source.AUTO, new BouncyCastleProvider());
        EphemeralKey key = group.generate(jca, RANDOM);
        Encapsulated answer = group.encapsulate(new EphemeralKeys(Jca.of(Source.AUTO), RANDOM), key.share());
        assertTrue(key.agree(answer.share()).sameAs(answer.secret()));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, EC", "secp521r1, EC", "ffdhe2048, DiffieHellman", "ffdhe4096, DiffieHellman"})
    void constraintsCanAskForTheParameters(String name, String algorithm) {
        assertEquals(
                algorithm,
                NamedGroups.byName(name)
                        .orElseThrow()
                        .constraintParameters(Jca.of(Source.AUTO))
                        .orElseThrow()
                        .getAlgorithm());
    }
}
