package io.handfast.keyschedule;

import static io.handfast.crypto.HashAlgorithm.SHA256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.handfast.alert.AlertDescription;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.iana.ContentType;
import io.handfast.iana.HandshakeType;
import io.handfast.record.Protections;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.FixedRandom;
import io.handfast.testing.RecordPipe;
import io.handfast.testing.Trace.Step;
import io.handfast.wire.Bytes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays one trace of RFC 8448 with our key schedule, transcript and record layer, and compares at every step. */
final class Rfc8448Player {
    private static final Bytes HELLO_RETRY_RANDOM =
            Bytes.hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
    private static final CipherSuite13 SUITE =
            (CipherSuite13) CipherSuites.byName("TLS_AES_128_GCM_SHA256").orElseThrow();

    private final Jca jca = Jca.of(Jca.Source.BUNDLED);
    private final Hkdf hkdf = new Hkdf(jca, SHA256);
    private final Transcript transcript = new Transcript(jca);
    private final RecordPipe fromClient = new RecordPipe();
    private final RecordPipe fromServer = new RecordPipe();
    private final TranscriptSignature signatures = new TranscriptSignature(jca);

    private final Map<String, EphemeralKey> keys = new HashMap<>();
    private final Map<String, TrafficSecret> secrets = new HashMap<>();
    private final Map<Bytes, String> nameOfSecret = new HashMap<>();
    private boolean hashSettled;
    private boolean prefixOnly;
    private boolean handshakeOver;
    private @Nullable EarlySecret early;
    private @Nullable HandshakeSecret handshake;
    private @Nullable MasterSecret master;
    private @Nullable Secret resumptionMaster;

    void play(Step step) throws Exception {
        String title = step.title();
        if (title.startsWith("create an ephemeral")) {
            createKey(step);
        } else if (title.startsWith("construct a")) {
            construct(step);
        } else if (title.startsWith("extract secret")) {
            extract(step);
        } else if (title.startsWith("derive secret for")) {
            if (!step.client()) {
                // The client's steps repeat the server's, when our phases have gone on already.
                assertEquals(step.value("PRK"), bytes(phase(title.contains("for handshake"))));
            }
            assertEquals(step.value("expanded"), bytes(ExpandLabel.derived(hkdf, secret(step, "PRK"))));
            assertEquals(step.value("hash"), Bytes.copyOf(ExpandLabel.emptyTranscriptHash(SHA256)));
        } else if (title.startsWith("derive secret")) {
            derive(step);
        } else if (title.startsWith("calculate finished")) {
            finished(step);
        } else if (title.startsWith("calculate PSK binder")) {
            binder(step);
        } else if (title.contains("traffic keys for")) {
            trafficKeys(step);
        } else if (title.startsWith("generate resumption secret")) {
            Secret psk = ResumptionPsk.of(
                    hkdf, required(resumptionMaster), step.value("hash").toArray());
            assertEquals(step.value("expanded"), bytes(psk));
        } else if (title.startsWith("send")) {
            send(step);
        } else {
            fail("a step nobody plays: " + step);
        }
    }

    void expectEnd() {
        assertTrue(handshakeOver);
        fromClient.expectEmpty();
        fromServer.expectEmpty();
        signatures.expectOneForEachCertificate();
    }

    private void createKey(Step step) {
        String group = step.title().contains("P-256") ? "secp256r1" : "x25519";
        EphemeralKey key = NamedGroups.byName(group)
                .orElseThrow()
                .generate(jca, new FixedRandom(step.value("private key").toArray()));
        assertEquals(step.value("public key"), Bytes.copyOf(key.share()));
        keys.put(step.side(), key);
    }

    private void construct(Step step) throws Exception {
        Bytes message = step.fields().get(0).getValue();
        HandshakeType type = HandshakeType.of(message.at(0)).orElseThrow();
        int announced = 4 + (message.at(1) << 16 | message.at(2) << 8 | message.at(3));
        // The resumed trace shows the ClientHello without its binders first; the whole follows with the record.
        prefixOnly = announced != message.length();
        if (prefixOnly || type == HandshakeType.NEW_SESSION_TICKET) {
            return;
        }
        if (type == HandshakeType.SERVER_HELLO) {
            if (!hashSettled) {
                transcript.hashWith(SHA256);
                hashSettled = true;
            }
            if (message.slice(6, 32).equals(HELLO_RETRY_RANDOM)) {
                transcript.replaceWithMessageHash();
            }
        }
        signatures.see(step.client(), type, message, transcript);
        transcript.add(message);
    }

    private void extract(Step step) throws Exception {
        Bytes secret = step.value("secret");
        if (step.title().contains("early")) {
            Bytes preSharedKey = step.value("IKM");
            EarlySecret phase = preSharedKey.equals(Bytes.owning(new byte[32]))
                    ? EarlySecret.withoutPsk(hkdf)
                    : EarlySecret.of(hkdf, Secret.copyOf(preSharedKey.toArray()));
            assertEquals(secret, bytes(phase.secret));
            early = phase;
        } else if (step.title().contains("handshake")) {
            Secret shared = sharedSecret(step);
            EarlySecret before = required(early);
            handshake = before.handshakeSecret(shared);
            assertEquals(secret, bytes(handshake.secret));
            assertTrue(shared.isDestroyed() && before.secret.isDestroyed());
        } else {
            HandshakeSecret before = required(handshake);
            master = before.masterSecret();
            assertEquals(secret, bytes(master.secret));
            assertTrue(before.secret.isDestroyed());
        }
    }

    private Secret sharedSecret(Step step) throws Exception {
        EphemeralKey client = required(keys.get("client"));
        EphemeralKey server = required(keys.get("server"));
        Secret atClient = client.agree(server.share());
        Secret atServer = server.agree(client.share());
        assertTrue(atClient.sameAs(atServer));
        assertEquals(step.value("IKM"), bytes(atClient));
        return atClient;
    }

    private void derive(Step step) {
        byte[] hash = transcript.hash();
        assertEquals(step.value("hash"), Bytes.copyOf(hash));
        String label = step.title().substring("derive secret \"tls13 ".length()).replace("\"", "");
        switch (label) {
            case "c e traffic" -> traffic(label, required(early).clientEarlyTrafficSecret(hash), step);
            case "e exp master" -> same(required(early).earlyExporterMasterSecret(hash), step);
            case "c hs traffic" -> traffic(label, required(handshake).clientHandshakeTrafficSecret(hash), step);
            case "s hs traffic" -> traffic(label, required(handshake).serverHandshakeTrafficSecret(hash), step);
            case "c ap traffic" -> traffic(label, required(master).clientApplicationTrafficSecret0(hash), step);
            case "s ap traffic" -> traffic(label, required(master).serverApplicationTrafficSecret0(hash), step);
            case "exp master" -> same(required(master).exporterMasterSecret(hash), step);
            case "res master" -> {
                resumptionMaster = required(master).resumptionMasterSecret(hash);
                same(resumptionMaster, step);
                handshakeOver = true;
            }
            default -> fail("a label nobody derives: " + label);
        }
    }

    private void finished(Step step) {
        TrafficSecret secret = required(secrets.get(step.client() ? "c hs traffic" : "s hs traffic"));
        assertEquals(step.value("PRK"), bytes(secret.secret()));
        assertEquals(step.value("expanded"), bytes(ExpandLabel.expandLabel(hkdf, secret.secret(), Label.FINISHED, 32)));
        assertEquals(step.value("finished"), Bytes.copyOf(secret.verifyData(transcript.hash())));
    }

    private void binder(Step step) {
        assertTrue(prefixOnly);
        byte[] prefix = step.value("ClientHello prefix").toArray();
        byte[] hash = transcript.hashIncluding(SHA256, Bytes.copyOf(prefix));
        assertEquals(step.value("binder hash"), Bytes.copyOf(hash));
        BinderKey key = required(early).resumptionBinderKey();
        assertEquals(step.value("finished"), Bytes.copyOf(key.binder(hash)));
        key.destroy();
    }

    private void trafficKeys(Step step) {
        String name = required(nameOfSecret.get(step.value("PRK")));
        TrafficSecret secret = required(secrets.get(name));
        assertEquals(step.value("key expanded"), bytes(secret.writeKey(16)));
        assertEquals(step.value("iv expanded"), bytes(secret.writeIv()));
        RecordPipe pipe = name.startsWith("c") ? fromClient : fromServer;
        pipe.switchTo(Protections.write13(jca, SUITE, secret), Protections.read13(jca, SUITE, secret));
    }

    private void send(Step step) throws Exception {
        Bytes payload = step.value("payload");
        RecordPipe pipe = step.client() ? fromClient : fromServer;
        if (step.title().contains("handshake record")) {
            if (prefixOnly) {
                prefixOnly = false;
                transcript.hashWith(SHA256);
                hashSettled = true;
                transcript.add(payload);
            }
            pipe.writer().handshake(payload);
            pipe.transfer(step.value("complete record"), ContentType.HANDSHAKE, payload);
        } else if (step.title().contains("alert")) {
            assertEquals(Bytes.hex("0100"), payload);
            pipe.writer().alert(false, AlertDescription.CLOSE_NOTIFY);
            pipe.transfer(step.value("complete record"), ContentType.ALERT, payload);
        } else if (step.title().contains("change_cipher_spec")) {
            pipe.writer().compatibilityChangeCipherSpec();
            pipe.transferDropped(step.value("complete record"));
        } else {
            pipe.transferApplicationData(step.value("complete record"), payload);
        }
    }

    private void traffic(String label, TrafficSecret secret, Step step) {
        same(secret.secret(), step);
        secrets.put(label, secret);
        nameOfSecret.put(step.value("expanded"), label);
    }

    private static void same(Secret secret, Step step) {
        assertEquals(step.value("expanded"), bytes(secret));
    }

    private Secret phase(boolean toHandshake) {
        Secret secret = toHandshake ? required(early).secret : required(handshake).secret;
        assertFalse(secret.toString().contains(bytes(secret).toHex()));
        return secret;
    }

    private static Secret secret(Step step, String field) {
        return Secret.copyOf(step.value(field).toArray());
    }

    private static Bytes bytes(Secret secret) {
        return Bytes.copyOf(secret.reveal());
    }

    private static <T> T required(@Nullable T value) {
        assertNotNull(value);
        return value;
    }
}
