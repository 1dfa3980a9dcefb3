package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca.Source;
import io.handfast.platform.KeyEncapsulation;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is chosen for an algorithm. */
class JcaTest {
    /** A provider that claims one service and is nobody of the JDK's. */
    private static final class Claiming extends Provider {
        private static final long serialVersionUID = 1L;

        Claiming(String type, String algorithm, String className) {
            super("Claiming", "1", "claims " + algorithm);
            putService(new Service(this, type, algorithm, className, null, null));
        }
    }

    /** A digest of nothing, to be recognised by its provider. */
    public static final class NoDigest extends MessageDigestSpi {
        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {}

        @Override
        protected byte[] engineDigest() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {}
    }

    @ParameterizedTest
    @EnumSource
    void theSourceForcesEveryPrimitive(Primitive primitive) {
        assertTrue(Jca.of(Source.BUNDLED).bundled(primitive));
        assertFalse(Jca.of(Source.PLATFORM).bundled(primitive));
        assertEquals(
                PrimitiveSources.bundledIsBetter(primitive),
                Jca.of(Source.AUTO, jdkProviders()).bundled(primitive));
    }

    @ParameterizedTest
    @EnumSource
    void oneHashAfterTheOtherIsOfItsInputAlone(HashAlgorithm algorithm) throws Exception {
        Jca jca = Jca.of(Source.AUTO);
        for (int length : new int[] {0, 1, 63, 64, 129, 5000, 3}) {
            byte[] input = new byte[length];
            Arrays.fill(input, (byte) length);
            byte[] expected = MessageDigest.getInstance(algorithm.digestName()).digest(input);
            assertArrayEquals(expected, jca.hash(algorithm, digest -> digest.update(input)), length + " bytes");
        }
    }

    @Test
    void aHashThatWasBrokenOffLeavesNothingBehind() throws Exception {
        Jca jca = Jca.of(Source.AUTO);
        byte[] input = {1, 2, 3};
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(input);
        assertThrows(
                IllegalStateException.class,
                () -> jca.hash(HashAlgorithm.SHA256, digest -> {
                    digest.update(input);
                    throw new IllegalStateException("the input ends early");
                }));
        assertArrayEquals(expected, jca.hash(HashAlgorithm.SHA256, digest -> digest.update(input)));
    }

    /** As two threads do it: the second begins before the first has ended. */
    @Test
    void hashesSideBySideDoNotMix() throws Exception {
        Jca jca = Jca.of(Source.AUTO);
        byte[] outer = {1, 2, 3};
        byte[] inner = {4, 5};
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(inner);
        byte[] value = jca.hash(HashAlgorithm.SHA256, digest -> {
            digest.update(outer);
            assertArrayEquals(expected, jca.hash(HashAlgorithm.SHA256, other -> other.update(inner)));
        });
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(outer), value);
    }

    @Test
    void theDigestOfAHashServesTheNextOne() {
        Jca jca = Jca.of(Source.AUTO, jdkProviders());
        List<MessageDigest> seen = new ArrayList<>();
        jca.hash(HashAlgorithm.SHA384, seen::add);
        jca.hash(HashAlgorithm.SHA384, seen::add);
        assertSame(seen.get(0), seen.get(1));
    }

    @Test
    void aProviderPutInFrontIsObeyedForWhatItOffers() {
        Provider claiming = new Claiming("KeyAgreement", "X25519", "none");
        Jca jca = Jca.of(Source.AUTO, before(claiming));
        assertFalse(jca.bundled(Primitive.X25519));
        assertTrue(jca.bundled(Primitive.ECDH_SECP256R1), "it does not offer this one");
        assertTrue(Jca.of(Source.BUNDLED, before(claiming)).bundled(Primitive.X25519), "forced");
    }

    @Test
    void aProviderBehindTheJdkChangesNothing() {
        List<Provider> providers = jdkProviders();
        providers.add(new Claiming("KeyAgreement", "X25519", "none"));
        assertTrue(Jca.of(Source.AUTO, providers).bundled(Primitive.X25519));
    }

    @ParameterizedTest
    @EnumSource
    void bouncyCastleInFrontIsUsedThroughTheJca(Primitive primitive) {
        // Without an API for key encapsulation, as before JDK 21, there is no way to what the provider offers.
        boolean noWay = primitive.serviceType().equals("KEM") && !KeyEncapsulation.available();
        assertEquals(
                noWay, Jca.of(Source.AUTO, before(new BouncyCastleProvider())).bundled(primitive));
    }

    @Test
    void aPrimitiveNobodyOffersIsBundled() {
        Jca jca = Jca.of(Source.AUTO, List.of());
        assertTrue(jca.bundled(Primitive.X25519));
        assertFalse(jca.offers("Signature", "Ed25519"));
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void nobodyGetsWhatAnotherHasUsed(HashAlgorithm hash) throws Exception {
        Jca jca = Jca.of(Source.AUTO, jdkProviders());
        byte[] empty = jca.digest(hash).digest();
        MessageDigest first = jca.digest(hash);
        first.update((byte) 1);
        assertArrayEquals(empty, jca.digest(hash).digest());
        assertFalse(Arrays.equals(empty, first.digest()));

        Mac keyed = jca.mac(hash);
        keyed.init(new SecretKeySpec(new byte[] {7}, "any"));
        byte[] tag = keyed.doFinal();
        Mac other = jca.mac(hash);
        assertThrows(IllegalStateException.class, other::doFinal, "it has no key");
        other.init(new SecretKeySpec(new byte[] {8}, "any"));
        assertFalse(Arrays.equals(tag, other.doFinal()));
        assertArrayEquals(tag, keyed.doFinal());
    }

    @Test
    void lookUpsComeFromTheFirstProviderOfTheSnapshot() {
        Provider claiming = new Claiming("MessageDigest", "SHA-256", NoDigest.class.getName());
        Jca jca = Jca.of(Source.AUTO, before(claiming));
        for (int time = 0; time < 2; time++) {
            assertSame(claiming, jca.digest(HashAlgorithm.SHA256).getProvider());
            assertEquals("SUN", jca.digest(HashAlgorithm.SHA384).getProvider().getName());
            assertEquals("SunJCE", jca.mac(HashAlgorithm.SHA256).getProvider().getName());
        }
        Provider bouncyCastle = new BouncyCastleProvider();
        Jca behindBouncyCastle = Jca.of(Source.AUTO, before(bouncyCastle));
        for (int time = 0; time < 2; time++) {
            assertSame(
                    bouncyCastle, behindBouncyCastle.cipher("AES/GCM/NoPadding").getProvider());
        }
        Set<Cipher> platforms = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int time = 0; time < 2; time++) {
            Cipher cipher =
                    behindBouncyCastle.platformCipher("RSA/ECB/NoPadding").orElseThrow();
            assertEquals("SunJCE", cipher.getProvider().getName());
            platforms.add(cipher);
        }
        assertEquals(2, platforms.size(), "the provider is kept, not the cipher");
    }

    @Test
    void aProviderThatMindsCapitalsIsAskedAsWritten() {
        Provider literal = new Literal();
        Jca jca = Jca.of(Source.AUTO, before(literal));
        for (int time = 0; time < 2; time++) {
            assertSame(literal, jca.cipher("AES/GCM/NoPadding").getProvider(), "the first one that has it in any way");
            assertSame(
                    literal,
                    jca.cipher("AES/GCM/NoPadding", "2.16.840.1.101.3.4.1.6").getProvider(),
                    "however another calls it");
            assertEquals("SunJCE", jca.cipher("AES/CBC/NoPadding").getProvider().getName());
        }
    }

    /** Knows AES-GCM of the platform by one spelling alone. */
    private static final class Literal extends Provider {
        private static final long serialVersionUID = 1L;
        private static final String NAME = "AES/GCM/NoPadding";

        Literal() {
            super("Literal", "1", NAME);
            Provider platform = Security.getProvider("SunJCE");
            putService(new Service(this, "Cipher", NAME, "", null, null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return platform.getService("Cipher", NAME).newInstance(parameter);
                }
            });
        }

        @Override
        public @Nullable Service getService(String type, String algorithm) {
            return algorithm.equals(NAME) ? super.getService(type, algorithm) : null;
        }
    }

    @Test
    void anIdentifierGivesTheCipherOfItsKeyLength() throws Exception {
        Jca jca = Jca.of(Source.AUTO);
        for (int round = 0; round < 2; round++) {
            Cipher cipher = jca.cipher("AES/GCM/NoPadding", "2.16.840.1.101.3.4.1.6");
            assertEquals("2.16.840.1.101.3.4.1.6", cipher.getAlgorithm(), "the JDK knows it");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
            assertThrows(
                    InvalidKeyException.class,
                    () -> cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES")));
            assertEquals(
                    "AES/GCM/NOPADDING",
                    jca.cipher("AES/GCM/NoPadding", "1.2.3.4").getAlgorithm());
        }
    }

    @Test
    void whatNobodyOffersIsNamed() {
        Jca jca = Jca.of(Source.AUTO, List.of());
        ProviderException absent = assertThrows(ProviderException.class, () -> jca.digest(HashAlgorithm.SHA256));
        assertEquals("this Java runtime has no provider for SHA-256", absent.getMessage());
        assertThrows(ProviderException.class, () -> jca.mac(HashAlgorithm.SHA256));
        assertThrows(ProviderException.class, () -> jca.cipher("AES/GCM/NoPadding"));
        assertThrows(ProviderException.class, jca::certificateFactory);
        assertTrue(jca.platformCipher("RSA/ECB/NoPadding").isEmpty());
    }

    @Test
    void theSnapshotLastsAsLongAsTheProviderList() {
        Jca before = Jca.of(Source.AUTO);
        assertSame(before, Jca.of(Source.AUTO));
        assertNotSame(before, Jca.of(Source.PLATFORM));
        Provider claiming = new Claiming("KeyAgreement", "X25519", "none");
        Security.insertProviderAt(claiming, 1);
        try {
            Jca during = Jca.of(Source.AUTO);
            assertNotSame(before, during);
            assertFalse(during.bundled(Primitive.X25519));
        } finally {
            Security.removeProvider(claiming.getName());
        }
        assertTrue(Jca.of(Source.AUTO).bundled(Primitive.X25519));
    }

    private static List<Provider> jdkProviders() {
        return new ArrayList<>(List.of(Security.getProviders()));
    }

    private static List<Provider> before(Provider first) {
        List<Provider> providers = jdkProviders();
        providers.add(0, first);
        return providers;
    }
}
