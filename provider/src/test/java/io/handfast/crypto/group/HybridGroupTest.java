package io.handfast.crypto.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.crypto.Secret;
import io.handfast.testing.FixedRandom;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.pqc.crypto.util.SecretWithEncapsulationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ML-KEM as FIPS 203 has it, and its place beside a curve (RFC 10024 §4). */
class HybridGroupTest {
    private static final SecureRandom RANDOM = Jca.of(Source.AUTO).secureRandom();

    /** Where ML-KEM can come from on this JDK. */
    static List<Source> sources() {
        return Stream.of(Source.PLATFORM, Source.BUNDLED)
                .filter(source -> MlKem.ML_KEM_768.supported(Jca.of(source)))
                .toList();
    }

    static List<Arguments> accumulated() {
        List<Arguments> cases = new ArrayList<>();
        for (Source source : sources()) {
            cases.add(Arguments.of(
                    source, MlKem.ML_KEM_768, "1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415"));
            cases.add(Arguments.of(
                    source, MlKem.ML_KEM_1024, "800018fec3e2723f73f1d657fe239b4d5d8782efaade297e8cd448e54cc2ac00"));
        }
        return cases;
    }

    /**
     * The accumulated vectors of the Go project (crypto/mlkem, TestAccumulated; C2SP CCTV describes the method): a hundred
     * keys, encapsulations and ciphertexts that fit no key, from one SHAKE-128 stream, and the digest of all results.
     */
    @ParameterizedTest
    @MethodSource("accumulated")
    void aHundredRunsComeOutAsPublished(Source source, MlKem mlKem, String digest) throws InvalidKeyShareException {
        Jca jca = Jca.of(source);
        SHAKEDigest given = new SHAKEDigest(128);
        SHAKEDigest results = new SHAKEDigest(128);
        for (int run = 0; run < 100; run++) {
            byte[] seed = next(given, 64);
            byte[] message = next(given, 32);
            byte[] foreign = next(given, mlKem.ciphertextLength());
            EphemeralKey key = mlKem.generate(jca, new FixedRandom(seed));
            Encapsulated made = mlKem.encapsulate(jca, new FixedRandom(message), key.share());
            assertTrue(key.agree(made.share()).sameAs(made.secret()));
            // The same seed again, because a key is good for one agreement.
            Secret rejected = mlKem.generate(jca, new FixedRandom(seed)).agree(foreign);
            add(results, key.share());
            add(results, made.share());
            add(results, made.secret().reveal());
            add(results, rejected.reveal());
        }
        assertEquals(digest, HexFormat.of().formatHex(next(results, 32)));
    }

    private static byte[] next(SHAKEDigest digest, int length) {
        byte[] out = new byte[length];
        digest.doOutput(out, 0, length);
        return out;
    }

    private static void add(SHAKEDigest digest, byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
    }

    /** RFC 10024 §4: lengths of the client's share, the server's share and the secret, and which half comes first. */
    @ParameterizedTest
    @CsvSource({
        "11EC, X25519MLKEM768, 768, 1216, 1120, 64, x25519, 32, true",
        "11EB, SecP256r1MLKEM768, 768, 1249, 1153, 64, secp256r1, 65, false",
        "11ED, SecP384r1MLKEM1024, 1024, 1665, 1665, 80, secp384r1, 97, false"
    })
    void aHybridIsItsTwoHalvesInTheirOrder(
            String codePoint,
            String name,
            int bits,
            int clientShare,
            int serverShare,
            int secret,
            String curve,
            int curveShare,
            boolean mlKemFirst)
            throws InvalidKeyShareException {
        NamedGroup group = NamedGroups.byName(name).orElseThrow();
        assertEquals(Integer.parseInt(codePoint, 16), group.codePoint());
        assertEquals(name, group.ianaName());
        assertEquals(NamedGroup.Kind.HYBRID, group.kind());
        assertTrue(group.postQuantum());
        assertEquals(bits, group.bits());
        assertFalse(group.usableIn12());
        assertTrue(group.constraintNames().containsAll(List.of(name, "ML-KEM", "ML-KEM-" + bits)));

        Jca jca = Jca.of(Source.AUTO);
        EphemeralKey key = group.generate(jca, RANDOM);
        Encapsulated answer = group.encapsulate(new EphemeralKeys(jca, RANDOM), key.share());
        assertEquals(clientShare, key.share().length);
        assertEquals(serverShare, answer.share().length);
        assertEquals(secret, answer.secret().length());
        assertTrue(key.agree(answer.share()).sameAs(answer.secret()));

        // The curve's half alone is a share of the curve; what stands on the other side is none.
        NamedGroup alone = NamedGroups.byName(curve).orElseThrow();
        byte[] share = key.share();
        byte[] half = mlKemFirst
                ? Arrays.copyOfRange(share, share.length - curveShare, share.length)
                : Arrays.copyOf(share, curveShare);
        alone.encapsulate(new EphemeralKeys(jca, RANDOM), half);
        MlKem mlKem = bits == 768 ? MlKem.ML_KEM_768 : MlKem.ML_KEM_1024;
        byte[] other = mlKemFirst
                ? Arrays.copyOf(share, mlKem.encapsulationKeyLength())
                : Arrays.copyOfRange(share, curveShare, share.length);
        mlKem.encapsulate(jca, RANDOM, other);
    }

    /** A half of a hybrid key that comes to this secret, or to a fault of the platform where there is none. */
    private record Half(Optional<Secret> secret) implements EphemeralKey {
        @Override
        public byte[] share() {
            return new byte[0];
        }

        @Override
        public Secret agree(byte[] peerShare) {
            return secret.orElseThrow(() -> new ProviderException("out of order"));
        }

        @Override
        public void destroy() {
            // What it comes to is the caller's.
        }
    }

    @ParameterizedTest
    @CsvSource({"X25519MLKEM768, 1120", "SecP256r1MLKEM768, 1153", "SecP384r1MLKEM1024, 1665"})
    void theSecretsOfTheHalvesAreForgottenWhetherTheyServeOrNot(String name, int serverShare) throws Exception {
        HybridGroup group = (HybridGroup) NamedGroups.byName(name).orElseThrow();
        Secret ofCurve = Secret.owning(new byte[] {1});
        Secret ofMlKem = Secret.owning(new byte[] {2});
        Half curve = new Half(Optional.of(ofCurve));
        assertEquals(
                2,
                group.joined(curve, new Half(Optional.of(ofMlKem)))
                        .agree(new byte[serverShare])
                        .length());
        assertTrue(ofCurve.isDestroyed() && ofMlKem.isDestroyed());

        Secret inVain = Secret.owning(new byte[] {1});
        EphemeralKey failing = group.joined(new Half(Optional.of(inVain)), new Half(Optional.empty()));
        assertThrows(ProviderException.class, () -> failing.agree(new byte[serverShare]));
        assertTrue(inVain.isDestroyed());
    }

    @Test
    void bouncyCastleKeepsNoCopyOfTheSecret() {
        SecretWithEncapsulation made = new SecretWithEncapsulationImpl(new byte[] {1, 2}, new byte[] {3});
        Encapsulated taken = BundledMlKem.taken(made);
        assertTrue(made.isDestroyed());
        assertArrayEquals(new byte[] {1, 2}, taken.secret().reveal());
        assertArrayEquals(new byte[] {3}, taken.share());
    }

    static List<Arguments> hybrids() {
        List<Arguments> all = new ArrayList<>();
        for (Source source : sources()) {
            NamedGroups.all().stream()
                    .filter(NamedGroup::postQuantum)
                    .forEach(group -> all.add(Arguments.of(group, source)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void theSecretIsThatOfBothHalves(NamedGroup group, Source source) throws InvalidKeyShareException {
        Jca jca = Jca.of(source);
        int half = MlKem.SECRET_LENGTH;
        boolean mlKemFirst = group.ianaName().equals("X25519MLKEM768");
        EphemeralKey key = group.generate(jca, RANDOM);
        Encapsulated answer = group.encapsulate(new EphemeralKeys(jca, RANDOM), key.share());
        byte[] touched = answer.share();
        touched[mlKemFirst ? 5 : touched.length - 5] ^= 1;
        byte[] expected = answer.secret().reveal();
        byte[] got = key.agree(touched).reveal();
        int curveHalf = expected.length - half;
        // FIPS 203 §6.3: a ciphertext that was touched opens to a secret of its own; the curve's half stays.
        int curveAt = mlKemFirst ? half : 0;
        assertArrayEquals(
                Arrays.copyOfRange(expected, curveAt, curveAt + curveHalf),
                Arrays.copyOfRange(got, curveAt, curveAt + curveHalf));
        assertFalse(Arrays.equals(expected, got));
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void badSharesAreRefused(NamedGroup group, Source source) throws InvalidKeyShareException {
        Jca jca = Jca.of(source);
        boolean mlKemFirst = group.ianaName().equals("X25519MLKEM768");
        byte[] ofClient = group.generate(jca, RANDOM).share();
        byte[] ofServer =
                group.encapsulate(new EphemeralKeys(jca, RANDOM), ofClient).share();
        int curveShare = ofClient.length - (group.bits() == 768 ? 1184 : 1568);
        int mlKemAt = mlKemFirst ? 0 : curveShare;
        int curveAt = mlKemFirst ? ofClient.length - curveShare : 0;
        int curveAtServer = mlKemFirst ? ofServer.length - curveShare : 0;
        for (byte[] wrong : List.of(
                new byte[0],
                Arrays.copyOf(ofClient, ofClient.length - 1),
                Arrays.copyOf(ofClient, ofClient.length + 1))) {
            refusedByServer(group, jca, wrong);
        }
        for (byte[] wrong : List.of(
                new byte[0],
                Arrays.copyOf(ofServer, ofServer.length - 1),
                Arrays.copyOf(ofServer, ofServer.length + 1))) {
            refusedByClient(group, jca, wrong);
        }
        // FIPS 203 §7.2: each coefficient in turn is not reduced, the even ones and the odd ones.
        for (int at : new int[] {0, 3, 3 * 383}) {
            refusedByServer(group, jca, with(ofClient, mlKemAt + at, 0x01, 0x0d | ofClient[mlKemAt + at + 1] & 0xf0));
            refusedByServer(
                    group, jca, with(ofClient, mlKemAt + at + 1, 0x10 | ofClient[mlKemAt + at + 1] & 0x0f, 0xd0));
        }
        // The largest that is allowed goes through.
        group.encapsulate(
                new EphemeralKeys(jca, RANDOM), with(ofClient, mlKemAt, 0x00, 0x0d | ofClient[mlKemAt + 1] & 0xf0));
        // RFC 8446 §4.2.8.2, §7.4.2: the curve's half is judged as if it came alone.
        byte[] nothing = new byte[curveShare];
        refusedByServer(group, jca, withBytes(ofClient, curveAt, nothing));
        refusedByClient(group, jca, withBytes(ofServer, curveAtServer, nothing));
    }

    private static void refusedByServer(NamedGroup group, Jca jca, byte[] share) {
        assertThrows(InvalidKeyShareException.class, () -> group.encapsulate(new EphemeralKeys(jca, RANDOM), share));
    }

    private static void refusedByClient(NamedGroup group, Jca jca, byte[] share) {
        EphemeralKey key = group.generate(jca, RANDOM);
        assertThrows(InvalidKeyShareException.class, () -> key.agree(share));
        assertThrows(IllegalStateException.class, () -> key.agree(share));
    }

    private static byte[] with(byte[] share, int at, int first, int second) {
        return withBytes(share, at, new byte[] {(byte) first, (byte) second});
    }

    private static byte[] withBytes(byte[] share, int at, byte[] bytes) {
        byte[] changed = share.clone();
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        return changed;
    }
}
