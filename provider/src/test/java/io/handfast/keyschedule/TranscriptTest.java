package io.handfast.keyschedule;

import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.TestJca;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.wire.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transcript against hashes of the same bytes computed in one go. */
class TranscriptTest {
    private final Jca jca = Jca.of(Jca.Source.AUTO);
    private final byte[] first = bytes(1, 700);
    private final byte[] second = bytes(2, 5000);
    private final byte[] third = bytes(3, 1);

    @Test
    void beforeTls12TwoHashesStandSideBySide() throws Exception {
        CipherSuite12 suite = (CipherSuite12)
                CipherSuites.byName("TLS_RSA_WITH_AES_128_CBC_SHA").orElseThrow();
        Transcript transcript = new Transcript(jca);
        transcript.add(Bytes.copyOf(first));
        transcript.hashWith(new CipherSpec(ProtocolVersion.TLS10, suite, false));
        transcript.add(Bytes.copyOf(second));
        byte[] expected = Prf.join(digest(HashAlgorithm.MD5, first, second), digest(HashAlgorithm.SHA1, first, second));
        assertArrayEquals(expected, transcript.hash());
        assertThrows(IllegalStateException.class, () -> transcript.hashWith(HashAlgorithm.SHA1));
    }

    @ParameterizedTest
    @EnumSource(
            value = HashAlgorithm.class,
            names = {"SHA256", "SHA384"})
    void theHashMayBeSettledAtAnyMoment(HashAlgorithm hash) throws Exception {
        byte[] expected = digest(hash, first, second, third);
        for (int settleAfter = 0; settleAfter <= 3; settleAfter++) {
            Transcript transcript = new Transcript(jca);
            int added = 0;
            for (byte[] message : new byte[][] {first, second, third}) {
                if (added++ == settleAfter) {
                    transcript.hashWith(hash);
                }
                transcript.add(Bytes.copyOf(message));
            }
            transcript.hashWith(hash);
            assertArrayEquals(expected, transcript.hash(), "settled after " + settleAfter);
        }
    }

    @Test
    void aSnapshotDoesNotEndTheTranscript() throws Exception {
        Transcript transcript = settled();
        transcript.add(first, 0, first.length);
        assertArrayEquals(digest(SHA256, first), transcript.hash());
        assertArrayEquals(digest(SHA256, first), transcript.hash());
        transcript.add(second, 0, second.length);
        assertArrayEquals(digest(SHA256, first, second), transcript.hash());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLastHashEndsTheTranscript(boolean asked) throws Exception {
        Transcript transcript = settled();
        transcript.add(Bytes.copyOf(first));
        Transcript copy = transcript.copy();
        if (asked) {
            transcript.hash();
        }
        assertArrayEquals(digest(SHA256, first), transcript.lastHash());
        assertThrows(IllegalStateException.class, transcript::hash);
        assertThrows(IllegalStateException.class, transcript::lastHash);
        assertArrayEquals(digest(SHA256, first), copy.hash(), "a copy goes on");
    }

    @Test
    void theLastOfTwoHashes() throws Exception {
        CipherSuite12 suite = (CipherSuite12)
                CipherSuites.byName("TLS_RSA_WITH_AES_128_CBC_SHA").orElseThrow();
        Transcript transcript = new Transcript(jca);
        transcript.add(Bytes.copyOf(first));
        transcript.hashWith(new CipherSpec(ProtocolVersion.TLS10, suite, false));
        assertArrayEquals(
                Prf.join(digest(HashAlgorithm.MD5, first), digest(HashAlgorithm.SHA1, first)), transcript.lastHash());
    }

    @Test
    void theCallersSnapshotIsTheCallersOwn() throws Exception {
        Transcript transcript = settled();
        transcript.hash()[0] ^= 1;
        assertArrayEquals(digest(SHA256), transcript.hash());
    }

    /** Lengths around those up to which all is hashed again, in one message or in many. */
    @ParameterizedTest
    @CsvSource({"1,1", "3,100", "2,1024", "1,2048", "2,1025", "1,2049", "50,41", "3,5000"})
    void eachQuestionAlongTheWayIsAnsweredShortOrLong(int messages, int length) throws Exception {
        for (int releaseAfter = 0; releaseAfter <= messages; releaseAfter++) {
            Transcript transcript = settled();
            byte[] all = new byte[0];
            for (int i = 0; i < messages; i++) {
                if (i == releaseAfter) {
                    transcript.releaseMessages();
                }
                byte[] message = bytes(i, length);
                all = Prf.join(all, message);
                transcript.add(Bytes.copyOf(message));
                String where = "message " + i + ", released after " + releaseAfter;
                assertArrayEquals(digest(SHA256, all), transcript.hash(), where);
                assertArrayEquals(digest(SHA256, all), transcript.hash(), where);
                assertArrayEquals(
                        digest(SHA256, all, third), transcript.hashIncluding(SHA256, Bytes.copyOf(third)), where);
                if (i < releaseAfter) {
                    assertArrayEquals(all, transcript.messages(), where);
                } else {
                    assertThrows(IllegalStateException.class, transcript::messages);
                }
                if (i % 2 == 0) {
                    Transcript copy = transcript.copy();
                    copy.add(second, 0, second.length);
                    assertArrayEquals(digest(SHA256, all, second), copy.hash(), where);
                    assertArrayEquals(digest(SHA256, all, second), copy.lastHash(), where);
                }
            }
            assertArrayEquals(digest(SHA256, all), transcript.lastHash());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2048, 2049, 9000})
    void theMessageHashStandsForAFirstClientHelloOfAnyLength(int length) throws Exception {
        byte[] hello = bytes(4, length);
        byte[] synthetic = Prf.join(new byte[] {(byte) 254, 0, 0, 32}, digest(SHA256, hello));
        for (boolean released : new boolean[] {false, true}) {
            Transcript transcript = settled();
            transcript.add(Bytes.copyOf(hello));
            if (released) {
                transcript.releaseMessages();
            }
            transcript.replaceWithMessageHash();
            assertArrayEquals(digest(SHA256, synthetic), transcript.hash());
            transcript.add(hello, 0, length);
            assertArrayEquals(digest(SHA256, synthetic, hello), transcript.hash());
            transcript.add(Bytes.copyOf(second));
            assertArrayEquals(digest(SHA256, synthetic, hello, second), transcript.lastHash());
        }
    }

    @Test
    void partOfAnArrayIsAdded() throws Exception {
        Transcript transcript = settled();
        transcript.add(second, 10, 20);
        assertArrayEquals(digest(SHA256, Arrays.copyOfRange(second, 10, 30)), transcript.hash());
    }

    @Test
    void includingDoesNotAdd() throws Exception {
        Transcript unsettled = new Transcript(jca);
        unsettled.add(Bytes.copyOf(first));
        assertArrayEquals(digest(SHA384, first, second), unsettled.hashIncluding(SHA384, Bytes.copyOf(second)));
        unsettled.hashWith(SHA256);
        assertArrayEquals(digest(SHA256, first), unsettled.hash());
        assertArrayEquals(digest(SHA256, first, second), unsettled.hashIncluding(SHA256, Bytes.copyOf(second)));
        assertArrayEquals(digest(SHA256, first), unsettled.hash());
        assertThrows(IllegalStateException.class, () -> unsettled.hashIncluding(SHA384, Bytes.copyOf(second, 0, 1)));
    }

    @ParameterizedTest
    @EnumSource(
            value = HashAlgorithm.class,
            names = {"SHA256", "SHA384"})
    void theMessageHashStandsForTheFirstClientHello(HashAlgorithm hash) throws Exception {
        Transcript transcript = new Transcript(jca);
        transcript.add(Bytes.copyOf(first));
        transcript.hashWith(hash);
        transcript.replaceWithMessageHash();
        transcript.add(Bytes.copyOf(second));
        byte[] header = {(byte) 254, 0, 0, (byte) hash.length()};
        byte[] synthetic = Prf.join(header, digest(hash, first));
        assertArrayEquals(digest(hash, synthetic, second), transcript.hash());
        assertArrayEquals(Prf.join(synthetic, second), transcript.messages());
    }

    @Test
    void messagesAreKeptUntilReleased() throws Exception {
        Transcript transcript = new Transcript(jca);
        transcript.add(Bytes.copyOf(first));
        transcript.hashWith(SHA384);
        transcript.add(Bytes.copyOf(second));
        assertArrayEquals(Prf.join(first, second), transcript.messages());
        transcript.releaseMessages();
        assertThrows(IllegalStateException.class, transcript::messages);
        transcript.add(Bytes.copyOf(third));
        assertArrayEquals(digest(SHA384, first, second, third), transcript.hash());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Transcript transcript = new Transcript(jca);
        assertThrows(IllegalStateException.class, transcript::hash);
        assertThrows(IllegalStateException.class, transcript::replaceWithMessageHash);
        assertThrows(IllegalStateException.class, transcript::releaseMessages);
        transcript.hashWith(SHA256);
        transcript.hashWith(SHA256);
        assertThrows(IllegalStateException.class, () -> transcript.hashWith(SHA384));
    }

    @ParameterizedTest
    @EnumSource(
            value = HashAlgorithm.class,
            names = {"SHA256", "SHA384"})
    void theHashOfNothingIsRight(HashAlgorithm hash) throws Exception {
        assertEquals(Bytes.copyOf(digest(hash)), Bytes.copyOf(ExpandLabel.emptyTranscriptHash(hash)));
    }

    private Transcript settled() {
        Transcript transcript = new Transcript(jca);
        transcript.hashWith(SHA256);
        return transcript;
    }

    private static byte[] digest(HashAlgorithm hash, byte[]... messages) throws Exception {
        return MessageDigest.getInstance(hash.digestName()).digest(Prf.join(messages));
    }

    private static byte[] bytes(int seed, int length) {
        byte[] out = new byte[length];
        new Random(seed).nextBytes(out);
        return out;
    }

    /** Most that a digest has taken when it can still be copied: none ever, or as many as the JDK's PKCS #11 provider keeps to itself. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 96})
    void aHashThatCannotBeCopiedTakesTheMessagesAsAWhole(int most) throws Exception {
        Transcript transcript = new Transcript(TestJca.of(Jca.Source.AUTO, new Uncopied(most)));
        transcript.add(Bytes.copyOf(first));
        transcript.hashWith(SHA256);
        transcript.add(Bytes.copyOf(second));
        assertArrayEquals(digest(SHA256, first, second), transcript.hash(), "before the messages are released");
        transcript.releaseMessages();
        assertArrayEquals(digest(SHA256, first, second), transcript.hash());
        Transcript copy = transcript.copy();
        transcript.add(third, 0, third.length);
        assertArrayEquals(digest(SHA256, first, second, third), transcript.hash());
        assertArrayEquals(
                digest(SHA256, first, second, third, first), transcript.hashIncluding(SHA256, Bytes.copyOf(first)));
        assertArrayEquals(digest(SHA256, first, second, third), transcript.lastHash());
        copy.add(Bytes.copyOf(first));
        assertArrayEquals(digest(SHA256, first, second, first), copy.hash());
        assertArrayEquals(digest(SHA256, first, second, first), copy.lastHash());
    }

    @ParameterizedTest
    @CsvSource({"-1, 5000", "-1, 20", "96, 5000", "96, 700", "96, 20"})
    void itDoesSoWhicheverQuestionIsTheFirst(int most, int length) throws Exception {
        Jca token = TestJca.of(Jca.Source.AUTO, new Uncopied(most));
        byte[] begun = bytes(5, length);
        for (int question = 0; question < 5; question++) {
            Transcript transcript = new Transcript(token);
            transcript.hashWith(SHA256);
            transcript.add(Bytes.copyOf(begun));
            switch (question) {
                case 0 -> assertArrayEquals(digest(SHA256, begun), transcript.hash());
                case 1 -> transcript.releaseMessages();
                case 2 ->
                    assertArrayEquals(
                            digest(SHA256, begun, first), transcript.hashIncluding(SHA256, Bytes.copyOf(first)));
                case 3 -> {
                    Transcript copy = transcript.copy();
                    copy.add(second, 0, second.length);
                    copy.add(first, 0, first.length);
                    assertArrayEquals(digest(SHA256, begun, second, first), copy.hash());
                    assertArrayEquals(
                            digest(SHA256, begun, second, first), copy.copy().lastHash());
                }
                default -> {
                    // The last hash, below, is the only one.
                }
            }
            transcript.add(Bytes.copyOf(second));
            assertArrayEquals(digest(SHA256, begun, second), transcript.lastHash(), "question " + question);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 96})
    void aLongFirstMessageIsReplacedWithoutACopy(int most) throws Exception {
        Transcript transcript = new Transcript(TestJca.of(Jca.Source.AUTO, new Uncopied(most)));
        transcript.hashWith(SHA256);
        transcript.add(Bytes.copyOf(second));
        transcript.replaceWithMessageHash();
        byte[] message = Prf.join(new byte[] {(byte) 254, 0, 0, 32}, digest(SHA256, second));
        assertArrayEquals(digest(SHA256, message), transcript.hash());
        transcript.add(Bytes.copyOf(second));
        transcript.releaseMessages();
        assertArrayEquals(digest(SHA256, message, second), transcript.hash());
    }
}
