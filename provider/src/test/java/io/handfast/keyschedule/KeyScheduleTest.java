package io.handfast.keyschedule;

import static io.handfast.crypto.HashAlgorithm.MD5;
import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.TestJca;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.KeptMacs;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published traces leave open: updates, exporters, key blocks, destruction and refusals. */
class KeyScheduleTest {
    private static final byte[] HASH = new byte[32];
    private static final byte[] CLIENT_RANDOM = filled(32, 1);
    private static final byte[] SERVER_RANDOM = filled(32, 2);

    private final Jca jca = Jca.of(Jca.Source.AUTO);
    private final Hkdf hkdf = new Hkdf(jca, SHA256);

    @Test
    void aKeyUpdateExpandsTheSecretAndDestroysTheOld() {
        TrafficSecret first = new TrafficSecret(hkdf, Secret.owning(filled(32, 9)));
        Bytes expected = bytes(hkdf.expand(Secret.copyOf(filled(32, 9)), info(32, "traffic upd", new byte[0]), 32));
        TrafficSecret second = first.next();
        assertEquals(expected, bytes(second.secret()));
        assertTrue(first.secret().isDestroyed());
        assertThrows(IllegalStateException.class, first::writeIv);
        assertNotEquals(bytes(second.writeKey(16)), bytes(second.next().writeKey(16)));
    }

    /** With a pre-shared key, where the salt of the next phase is a secret. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatCannotBeDerivedLeavesNothing(int derived) {
        KeptMacs macs = new KeptMacs();
        Hkdf failing = new Hkdf(TestJca.of(Jca.Source.AUTO, macs.before(Security.getProviders())), SHA256);
        EarlySecret early = EarlySecret.of(failing, Secret.owning(filled(32, 9)));
        Secret shared = Secret.owning(filled(32, 8));
        macs.failAfter(derived);
        assertThrows(ProviderException.class, () -> early.handshakeSecret(shared));
        assertEquals(derived, macs.given());
        assertTrue(macs.allWiped());
        assertTrue(shared.isDestroyed());
    }

    @ParameterizedTest
    @CsvSource({"SHA256,32", "SHA384,48", "SHA256,200"})
    @Spec("RFC8446-7.5-1")
    void theExporterOf13IsTheFormula(HashAlgorithm hash, int length) throws Exception {
        byte[] context = {1, 2, 3};
        Secret master = Secret.owning(filled(hash.length(), 4));
        Secret exported = Exporter13.export(jca, hash, master, "EXPORTER-test", context, length);

        Hkdf plain = new Hkdf(jca, hash);
        MessageDigest digest = MessageDigest.getInstance(hash.digestName());
        Secret derived = plain.expand(master, info(hash.length(), "EXPORTER-test", digest.digest()), hash.length());
        Secret expected = plain.expand(derived, info(length, "exporter", digest.digest(context)), length);
        assertEquals(bytes(expected), bytes(exported));
    }

    @Test
    void theExporterOf12TellsNoContextFromAnEmptyOne() {
        Prf prf = new Prf(jca, SHA256);
        Secret master = Secret.owning(filled(48, 4));
        Secret without = Exporter12.export(prf, master, "EXPORTER-x", CLIENT_RANDOM, SERVER_RANDOM, null, 20);
        Secret empty = Exporter12.export(prf, master, "EXPORTER-x", CLIENT_RANDOM, SERVER_RANDOM, new byte[0], 20);
        Secret some = Exporter12.export(prf, master, "EXPORTER-x", CLIENT_RANDOM, SERVER_RANDOM, new byte[300], 20);
        byte[] randoms = Prf.join(CLIENT_RANDOM, SERVER_RANDOM);
        assertArrayEquals(prf.expand(master, "EXPORTER-x", randoms, 20), without.reveal());
        assertArrayEquals(prf.expand(master, "EXPORTER-x", Prf.join(randoms, new byte[2]), 20), empty.reveal());
        byte[] seed = Prf.join(randoms, new byte[] {1, 44}, new byte[300]);
        assertArrayEquals(prf.expand(master, "EXPORTER-x", seed, 20), some.reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"client finished", "server finished", "master secret", "extended master secret", "key expansion"
            })
    void theExporterOf12RefusesTheLabelsOfTls(String label) {
        Prf prf = new Prf(jca, SHA256);
        Secret master = Secret.owning(filled(48, 4));
        assertThrows(
                IllegalArgumentException.class,
                () -> Exporter12.export(prf, master, label, CLIENT_RANDOM, SERVER_RANDOM, null, 20));
    }

    @Test
    void anOverlongContextIsRefused() {
        Prf prf = new Prf(jca, SHA256);
        Secret master = Secret.owning(filled(48, 4));
        assertThrows(
                IllegalArgumentException.class,
                () -> Exporter12.export(prf, master, "EXPORTER", CLIENT_RANDOM, SERVER_RANDOM, new byte[65536], 1));
    }

    @Test
    void labelsHaveTheirBounds() {
        assertEquals(256, Label.encode("x".repeat(249)).length);
        assertThrows(IllegalArgumentException.class, () -> Label.encode("x".repeat(250)));
        assertThrows(IllegalArgumentException.class, () -> Label.encode(""));
        assertThrows(IllegalArgumentException.class, () -> Label.encode("é"));
    }

    @Test
    void onlyHashesOfTls13SuitesServe() {
        Hkdf md5 = new Hkdf(jca, MD5);
        assertThrows(IllegalArgumentException.class, () -> EarlySecret.withoutPsk(md5));
        EarlySecret early = EarlySecret.of(md5, Secret.zeros(16));
        assertThrows(IllegalArgumentException.class, () -> early.handshakeSecret(Secret.zeros(32)));
    }

    @ParameterizedTest
    @EnumSource(
            value = HashAlgorithm.class,
            names = {"SHA256", "SHA384"})
    void noPskIsThePskOfZeros(HashAlgorithm hash) {
        Hkdf any = new Hkdf(jca, hash);
        EarlySecret without = EarlySecret.withoutPsk(any);
        EarlySecret zeros = EarlySecret.of(any, Secret.zeros(hash.length()));
        assertTrue(without.secret.sameAs(zeros.secret));
        HandshakeSecret next = without.handshakeSecret(Secret.owning(filled(32, 5)));
        assertTrue(next.secret.sameAs(zeros.handshakeSecret(Secret.owning(filled(32, 5))).secret));
        assertTrue(without.secret.isDestroyed());
        assertTrue(
                EarlySecret.withoutPsk(any).secret.sameAs(EarlySecret.of(any, Secret.zeros(hash.length())).secret),
                "destroying one leaves the constant alone");
    }

    @Test
    void externalAndResumptionBindersDiffer() {
        EarlySecret early = EarlySecret.of(hkdf, Secret.owning(filled(32, 3)));
        BinderKey external = early.externalBinderKey();
        BinderKey resumption = early.resumptionBinderKey();
        assertFalse(Arrays.equals(external.binder(HASH), resumption.binder(HASH)));
        external.destroy();
        assertThrows(IllegalStateException.class, () -> external.binder(HASH));
    }

    @Test
    void aHandshakeWithoutKeyExchangeTakesZerosForTheSharedSecret() {
        Secret psk = Secret.owning(filled(32, 3));
        HandshakeSecret without = EarlySecret.of(hkdf, psk).handshakeSecretWithoutKeyExchange();
        HandshakeSecret zeros = EarlySecret.of(hkdf, psk).handshakeSecret(Secret.zeros(32));
        assertTrue(without.secret.sameAs(zeros.secret));
        assertFalse(psk.isDestroyed());
    }

    @Test
    void everyPhaseCanBeDestroyed() {
        EarlySecret early = EarlySecret.withoutPsk(hkdf);
        early.destroy();
        assertThrows(IllegalStateException.class, () -> early.handshakeSecret(Secret.zeros(32)));
        HandshakeSecret handshake = EarlySecret.withoutPsk(hkdf).handshakeSecret(Secret.zeros(32));
        handshake.destroy();
        assertThrows(IllegalStateException.class, handshake::masterSecret);
        MasterSecret master =
                EarlySecret.withoutPsk(hkdf).handshakeSecret(Secret.zeros(32)).masterSecret();
        master.destroy();
        assertThrows(IllegalStateException.class, () -> master.exporterMasterSecret(HASH));
    }

    @Test
    void theSharedSecretIsUsedUpWhetherItServesOrNot() {
        Secret serves = Secret.owning(filled(32, 5));
        EarlySecret.withoutPsk(hkdf).handshakeSecret(serves);
        assertTrue(serves.isDestroyed());
        EarlySecret gone = EarlySecret.of(hkdf, Secret.owning(filled(32, 3)));
        gone.destroy();
        Secret inVain = Secret.owning(filled(32, 5));
        assertThrows(IllegalStateException.class, () -> gone.handshakeSecret(inVain));
        assertTrue(inVain.isDestroyed());
    }

    @Test
    void theMasterSecretOf12ConsumesThePremaster() {
        Prf prf = new Prf(jca, SHA256);
        Secret premaster = Secret.owning(filled(48, 5));
        byte[] expected = prf.expand(premaster, "master secret", Prf.join(CLIENT_RANDOM, SERVER_RANDOM), 48);
        MasterSecret12 plain = MasterSecret12.of(prf, premaster, CLIENT_RANDOM, SERVER_RANDOM);
        assertArrayEquals(expected, plain.secret().reveal());
        assertTrue(premaster.isDestroyed());

        Secret again = Secret.owning(filled(48, 5));
        byte[] extended = prf.expand(again, "extended master secret", HASH, 48);
        assertArrayEquals(
                extended, MasterSecret12.extended(prf, again, HASH).secret().reveal());
        assertTrue(again.isDestroyed());
        assertThrows(IllegalArgumentException.class, () -> MasterSecret12.resumed(prf, Secret.zeros(47)));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,16,4",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,32,4",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,32,12"
    })
    void theKeyBlockIsCutInTheOrderOfTheRfc(String name, int keyLength, int ivLength) {
        CipherSuite12 suite = (CipherSuite12) CipherSuites.byName(name).orElseThrow();
        Prf prf = new Prf(jca, suite.hash());
        MasterSecret12 master = MasterSecret12.resumed(prf, Secret.owning(filled(48, 6)));
        KeyBlock keys =
                master.keyBlock(new CipherSpec(ProtocolVersion.TLS12, suite, false), CLIENT_RANDOM, SERVER_RANDOM);
        assertEquals(keyLength, keys.client().key().length());
        assertEquals(ivLength, keys.server().iv().length());
        byte[] joined = Prf.join(
                keys.client().key().reveal(),
                keys.server().key().reveal(),
                keys.client().iv().reveal(),
                keys.server().iv().reveal());
        byte[] seed = Prf.join(SERVER_RANDOM, CLIENT_RANDOM);
        assertArrayEquals(prf.expand(master.secret(), "key expansion", seed, joined.length), joined);
        keys.destroy();
        assertTrue(keys.client().key().isDestroyed() && keys.server().iv().isDestroyed());
        master.destroy();
        assertThrows(IllegalStateException.class, () -> master.clientVerifyData(HASH));
    }

    @Test
    void verifyDataOfTheTwoSidesDiffer() {
        MasterSecret12 master = MasterSecret12.resumed(new Prf(jca, SHA384), Secret.owning(filled(48, 6)));
        assertEquals(12, master.clientVerifyData(HASH).length);
        assertFalse(Arrays.equals(master.clientVerifyData(HASH), master.serverVerifyData(HASH)));
    }

    /** An HkdfLabel written out, apart from the code under test. */
    private static byte[] info(int length, String label, byte[] context) {
        byte[] text = ("tls13 " + label).getBytes(US_ASCII);
        return Prf.join(
                new byte[] {(byte) (length >> 8), (byte) length, (byte) text.length},
                text,
                new byte[] {(byte) context.length},
                context);
    }

    private static byte[] filled(int length, int value) {
        byte[] out = new byte[length];
        Arrays.fill(out, (byte) value);
        return out;
    }

    private static Bytes bytes(Secret secret) {
        return Bytes.copyOf(secret.reveal());
    }
}
