package io.handfast.extension;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.iana.ExtensionType;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The block of extensions as a whole (RFC 8446 §4.2, §4.2.11). */
class ExtensionBlockTest {
    private static final Extension NAME = new ServerName.Offered("a.example");
    private static final Extension SECRET = new ExtendedMasterSecret();
    private static final Extension GREASE = new UnknownExtension(0x2a2a, Bytes.hex("99"));
    private static final Extension KEYS =
            new PreSharedKey.Offered(List.of(new PskIdentity(Bytes.hex("aa"), 0)), List.of(Bytes.copyOf(new byte[32])));

    @Test
    void keepsTheOrderOfTheWireAndUnknownExtensions() {
        ExtensionBlock block = ExtensionBlock.of(GREASE, SECRET, NAME);
        ExtensionBlock read = Blocks.decode(Blocks.encode(block), Placement.CLIENT_HELLO);
        assertEquals(List.of(GREASE, SECRET, NAME), read.all());
        assertEquals(block, read);
        assertEquals(block.hashCode(), read.hashCode());
        assertNotEquals(ExtensionBlock.of(SECRET, GREASE, NAME), read);
    }

    @Test
    void findsByClassAndByType() {
        ExtensionBlock block = ExtensionBlock.of(GREASE, NAME);
        assertEquals(Optional.of(NAME), block.find(ServerName.Offered.class));
        assertEquals(Optional.empty(), block.find(ServerName.Acknowledged.class));
        assertTrue(block.has(0x2a2a));
        assertFalse(block.has(ExtensionType.EXTENDED_MASTER_SECRET));
    }

    @Test
    void anEmptyBlockIsTwoZeroBytes() {
        assertEquals(Bytes.hex("0000"), Blocks.encode(ExtensionBlock.empty()));
        assertTrue(
                Blocks.decode(Bytes.hex("0000"), Placement.ENCRYPTED_EXTENSIONS).isEmpty());
        // RFC 8446 §4.3.2: that of a CertificateRequest has at least two bytes
        Blocks.assertFault(DECODE_ERROR, () -> Blocks.decode(Bytes.hex("0000"), Placement.CERTIFICATE_REQUEST));
    }

    @Test
    @Spec("RFC8446-4.2.11-16")
    void addsAtTheEndButBeforeThePreSharedKeys() {
        assertEquals(List.of(NAME, SECRET), ExtensionBlock.of(NAME).with(SECRET).all());
        assertEquals(
                List.of(NAME, SECRET, KEYS),
                ExtensionBlock.of(NAME, KEYS).with(SECRET).all());
    }

    @Test
    void replacesInPlace() {
        Extension other = new ServerName.Offered("b.example");
        assertEquals(
                List.of(other, SECRET),
                ExtensionBlock.of(NAME, SECRET).with(other).all());
        assertEquals(
                List.of(NAME, KEYS), ExtensionBlock.of(NAME, KEYS).with(KEYS).all());
    }

    @Test
    void takesAway() {
        ExtensionBlock block = ExtensionBlock.of(NAME, SECRET);
        assertEquals(List.of(SECRET), block.without(ExtensionType.SERVER_NAME).all());
        assertEquals(block, block.without(ExtensionType.COOKIE));
        assertEquals(List.of(NAME, SECRET), block.all());
    }

    @Test
    void cannotBeBuiltWithOneTypeTwice() {
        assertThrows(IllegalArgumentException.class, () -> ExtensionBlock.of(NAME, NAME));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    @Spec("RFC8446-4.2-7")
    void refusesOneTypeTwiceKnownOrNot(Placement placement) {
        Bytes unknown = Bytes.hex("000c 1234 0000 4321 0000 1234 0000");
        Blocks.assertFault(ILLEGAL_PARAMETER, () -> Blocks.decode(unknown, placement));
        Bytes known = Bytes.hex("0008 0017 0000 0017 0000");
        Blocks.assertFault(ILLEGAL_PARAMETER, () -> Blocks.decode(known, placement));
    }

    @Test
    @Spec({"RFC8446-4.2-6", "RFC8446-4.2.11-17"})
    void refusesPreSharedKeysBeforeTheEndOfAClientHello() {
        Bytes block = Blocks.encode(ExtensionBlock.of(KEYS, SECRET));
        Blocks.assertFault(ILLEGAL_PARAMETER, () -> Blocks.decode(block, Placement.CLIENT_HELLO));
        assertDoesNotThrow(() -> Blocks.decode(Blocks.encode(ExtensionBlock.of(SECRET, KEYS)), Placement.CLIENT_HELLO));
        Bytes answer =
                Blocks.encode(ExtensionBlock.of(new PreSharedKey.Selected(0), new SupportedVersions.Selected(0x0304)));
        assertDoesNotThrow(() -> Blocks.decode(answer, Placement.SERVER_HELLO));
    }

    @Test
    @Spec("RFC8446-4.2-4")
    void refusesAnswersThatWereNotAskedFor() {
        ExtensionBlock offered = ExtensionBlock.of(NAME, SECRET);
        assertDoesNotThrow(() -> ExtensionBlock.of(SECRET).refuseUnsolicited(offered));
        assertDoesNotThrow(() -> ExtensionBlock.empty().refuseUnsolicited(offered));
        Blocks.assertFault(
                UNSUPPORTED_EXTENSION,
                () -> ExtensionBlock.of(SECRET, RenegotiationInfo.EMPTY).refuseUnsolicited(offered));
        // Also one that we do not know.
        Blocks.assertFault(
                UNSUPPORTED_EXTENSION, () -> ExtensionBlock.of(GREASE).refuseUnsolicited(offered));
        // RFC 8701 §3.1: not even if we sent it, because it asks for nothing
        Blocks.assertFault(
                UNSUPPORTED_EXTENSION, () -> ExtensionBlock.of(GREASE).refuseUnsolicited(ExtensionBlock.of(GREASE)));
    }

    @Test
    void letsNamedExceptionsComeUnasked() {
        ExtensionBlock offered = ExtensionBlock.of(SECRET);
        ExtensionBlock retry = ExtensionBlock.of(new Cookie(Bytes.hex("c0")));
        assertDoesNotThrow(() -> retry.refuseUnsolicited(offered, ExtensionType.COOKIE));
        assertDoesNotThrow(() -> ExtensionBlock.of(RenegotiationInfo.EMPTY)
                .refuseUnsolicited(offered, ExtensionType.COOKIE, ExtensionType.RENEGOTIATION_INFO));
        Blocks.assertFault(
                UNSUPPORTED_EXTENSION, () -> retry.refuseUnsolicited(offered, ExtensionType.RENEGOTIATION_INFO));
    }

    @Test
    void isRefusedWhenCutAnywhere() {
        Bytes block = Blocks.encode(ExtensionBlock.of(GREASE, NAME, KEYS));
        for (int length = 0; length < block.length(); length++) {
            Bytes cut = block.slice(0, length);
            Blocks.assertFault(DECODE_ERROR, () -> Blocks.decode(cut, Placement.CLIENT_HELLO));
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void anyBytesEitherReadOrRaiseATlsException(Placement placement) {
        Random random = new Random(8446);
        List<ExtensionSamples.Sample> samples = ExtensionSamples.all();
        for (int round = 0; round < 10_000; round++) {
            ExtensionSamples.Sample sample = samples.get(random.nextInt(samples.size()));
            byte[] block = Blocks.of(sample.extension().type(), Bytes.hex(sample.body()))
                    .toArray();
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(block.length);
                // The lengths around the body stay right most of the time, so that the body itself is put to the test.
                if (at >= 6 || random.nextInt(8) == 0) {
                    block[at] = (byte) random.nextInt();
                }
            }
            readsOrFails(Bytes.owning(block), placement);
        }
    }

    private static void readsOrFails(Bytes bytes, Placement placement) {
        ExtensionBlock read;
        try {
            read = Blocks.decode(bytes, placement);
        } catch (TlsException fault) {
            assertFalse(fault.reason().isEmpty());
            return;
        }
        assertEquals(read, Blocks.decode(Blocks.encode(read), placement));
    }
}
