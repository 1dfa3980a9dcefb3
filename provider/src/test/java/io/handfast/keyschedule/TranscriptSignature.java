package io.handfast.keyschedule;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Verifies the CertificateVerify messages of a trace against our transcript (RFC 8446 §4.4.3). */
final class TranscriptSignature {
    private final Jca jca;
    private final Map<Boolean, PublicKey> keys = new HashMap<>();
    private int certificates;
    private int verified;

    TranscriptSignature(Jca jca) {
        this.jca = jca;
    }

    /** Takes a message before it enters the transcript. */
    void see(boolean client, HandshakeType type, Bytes message, Transcript transcript) throws Exception {
        WireReader body = message.slice(4, message.length() - 4).reader(type.ianaName());
        if (type == HandshakeType.CERTIFICATE) {
            body.vector8("context", 0);
            Bytes der = body.vector24("list", 1).opaque24("certificate", 1);
            keys.put(
                    client,
                    jca.certificateFactory()
                            .generateCertificate(new ByteArrayInputStream(der.toArray()))
                            .getPublicKey());
            certificates++;
        } else if (type == HandshakeType.CERTIFICATE_VERIFY) {
            SignatureScheme scheme = SignatureSchemes.byCodePoint(body.u16()).orElseThrow();
            byte[] signature = body.opaque16("signature", 1).toArray();
            PublicKey key = Objects.requireNonNull(keys.get(client));
            byte[] content = content(client, transcript.hash());
            assertTrue(scheme.verify(jca, key, content, signature), "the signature of the trace");
            content[content.length - 1] ^= 1;
            assertFalse(scheme.verify(jca, key, content, signature), "the signature over another transcript");
            verified++;
        }
    }

    void expectOneForEachCertificate() {
        assertEquals(certificates, verified);
    }

    private static byte[] content(boolean client, byte[] transcriptHash) {
        String context = " ".repeat(64) + "TLS 1.3, " + (client ? "client" : "server") + " CertificateVerify\0";
        return new WireWriter()
                .bytes(context.getBytes(US_ASCII))
                .bytes(transcriptHash)
                .toArray();
    }
}
