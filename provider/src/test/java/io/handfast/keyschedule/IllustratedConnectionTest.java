package io.handfast.keyschedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.Protections;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.RecordPipe;
import io.handfast.testing.Trace;
import io.handfast.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The connection of "The Illustrated TLS 1.2 Connection", tls12.xargs.org: premaster secret to master secret to key block,
 * the client's Finished, and a record under those keys (RFC 5246 §8.1, §6.3, §7.4.9, §6.2.3.2).
 */
class IllustratedConnectionTest {
    private static final byte[] CLIENT_RANDOM = Bytes.hex(
                    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
            .toArray();
    private static final byte[] SERVER_RANDOM = Bytes.hex(
                    "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f")
            .toArray();

    private final Jca jca = Jca.of(Jca.Source.AUTO);
    private final CipherSuite12 suite = (CipherSuite12)
            CipherSuites.byName("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA").orElseThrow();
    private final CipherSpec spec = new CipherSpec(ProtocolVersion.TLS12, suite, false);
    private final MasterSecret12 master = MasterSecret12.of(
            new Prf(jca, suite.hash()),
            secret("df4a291baa1eb7cfa6934b29b474baad2697e29f1f920dcc77c8a0a088447624"),
            CLIENT_RANDOM,
            SERVER_RANDOM);

    @Test
    void premasterToMasterToKeyBlock() {
        assertSecret(
                "916abf9da55973e13614ae0a3f5d3f37b023ba129aee02cc9134338127cd7049781c8e19fc1eb2a7387ac06ae237344c",
                master.secret());
        KeyBlock keys = master.keyBlock(spec, CLIENT_RANDOM, SERVER_RANDOM);
        assertSecret("1b7d117c7d5f690bc263cae8ef60af0f1878acc2", keys.client().macKey());
        assertSecret("2ad8bdd8c601a617126f63540eb20906f781fad2", keys.server().macKey());
        assertSecret("f656d037b173ef3e11169f27231a84b6", keys.client().key());
        assertSecret("752a18e7a9fcb7cbcdd8f98dd8f769eb", keys.server().key());
    }

    /** The client's Finished covers all handshake messages before it (RFC 5246 §7.4.9). */
    @Test
    void theClientsFinished() {
        Transcript transcript = new Transcript(jca);
        transcript.hashWith(suite.hash());
        List<Trace.Step> messages = Trace.read("illustrated/tls12.txt").steps();
        Trace.Step finished = messages.get(messages.size() - 1);
        for (Trace.Step message : messages.subList(0, messages.size() - 1)) {
            transcript.add(message.value("message"));
        }
        assertEquals(finished.value("message").slice(4, 12), Bytes.owning(master.clientVerifyData(transcript.hash())));
    }

    /** The first record under the client's keys holds its Finished. */
    @Test
    void aRecordOfCbcWithTheMacInside() {
        RecordPipe fromClient = new RecordPipe();
        KeyBlock keys = master.keyBlock(spec, CLIENT_RANDOM, SERVER_RANDOM);
        fromClient.reader().switchTo(Protections.read12(jca, spec, keys.client()));
        byte[] record = Bytes.hex("1603030040" + "404142434445464748494a4b4c4d4e4f"
                        + "227bc9ba81ef30f2a8a78ff1df50844d5804b7eeb2e214c32b6892aca3db7b78"
                        + "077fdd90067c516bacb3ba90dedf720f")
                .toArray();
        assertEquals(Bytes.hex("1400000ccf919626f1360c536aaad73a"), fromClient.open(record, ContentType.HANDSHAKE));
    }

    private static Secret secret(String hex) {
        return Secret.owning(Bytes.hex(hex).toArray());
    }

    private static void assertSecret(String hex, Secret actual) {
        assertEquals(Bytes.hex(hex), Bytes.copyOf(actual.reveal()));
    }
}
