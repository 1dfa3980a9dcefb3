package io.handfast.keyschedule;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Secret;
import java.util.HexFormat;
import java.util.Map;

/** HKDF-Expand-Label and Derive-Secret, the two functions every TLS 1.3 key comes from (RFC 8446 §7.1). */
final class ExpandLabel {
    /** Transcript-Hash(""), which the schedule needs at every step from one phase to the next. */
    private static final Map<HashAlgorithm, byte[]> EMPTY_TRANSCRIPT_HASH = Map.of(
            HashAlgorithm.SHA256,
            HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            HashAlgorithm.SHA384,
            HexFormat.of()
                    .parseHex("38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da"
                            + "274edebfe76f65fbd51ad2f14898b95b"));

    private static final byte[] NO_CONTEXT = new byte[0];

    private ExpandLabel() {}

    /** HKDF-Expand-Label(Secret, Label, "", Length). */
    static Secret expandLabel(Hkdf hkdf, Secret secret, Label label, int length) {
        return expandLabel(hkdf, secret, label.encoded(), NO_CONTEXT, length);
    }

    /** HKDF-Expand-Label(Secret, Label, Context, Length) with an encoded label. */
    static Secret expandLabel(Hkdf hkdf, Secret secret, byte[] encodedLabel, byte[] context, int length) {
        if (length > hkdf.hash().length()) {
            // Only an exporter is asked for more than the hash gives at once.
            return hkdf.expand(secret, info -> feed(info, encodedLabel, context, length), length);
        }
        feed(hkdf.expanding(secret), encodedLabel, context, length);
        return hkdf.expanded(length);
    }

    /** The HkdfLabel structure: 16-bit length, label, context, both with one-byte lengths. */
    private static void feed(Hmac info, byte[] encodedLabel, byte[] context, int length) {
        info.update((byte) (length >>> 8))
                .update((byte) length)
                .update(encodedLabel)
                .update((byte) context.length)
                .update(context);
    }

    /** Derive-Secret(Secret, Label, Messages), given the hash of the messages. */
    static Secret deriveSecret(Hkdf hkdf, Secret secret, Label label, byte[] transcriptHash) {
        return expandLabel(
                hkdf, secret, label.encoded(), transcriptHash, hkdf.hash().length());
    }

    /** Derive-Secret(Secret, Label, ""). */
    static Secret deriveSecret(Hkdf hkdf, Secret secret, byte[] encodedLabel) {
        return expandLabel(
                hkdf,
                secret,
                encodedLabel,
                emptyTranscriptHash(hkdf.hash()),
                hkdf.hash().length());
    }

    /** The salt of the next phase: Derive-Secret(Secret, "derived", ""). */
    static Secret derived(Hkdf hkdf, Secret secret) {
        return deriveSecret(hkdf, secret, Label.DERIVED.encoded());
    }

    static byte[] emptyTranscriptHash(HashAlgorithm hash) {
        byte[] empty = EMPTY_TRANSCRIPT_HASH.get(hash);
        if (empty == null) {
            throw new IllegalArgumentException("no TLS 1.3 cipher suite uses " + hash);
        }
        return empty;
    }
}
