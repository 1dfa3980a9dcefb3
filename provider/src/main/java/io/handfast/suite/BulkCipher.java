package io.handfast.suite;

import io.handfast.iana.ProtocolVersion;
import java.util.Set;

/** How a TLS 1.2 suite protects records, and the keys that takes (RFC 5246 §6.2.3, §6.3). */
public sealed interface BulkCipher permits AeadBulkCipher, CbcBulkCipher {
    /** Bytes of the MAC key, which an AEAD has none of. */
    int macKeyLength();

    /** Bytes of the encryption key. */
    int keyLength();

    /** Bytes of IV or nonce that come from the key block. */
    int fixedIvLength(ProtocolVersion version);

    /** Whether TLS 1.1 and 1.0 know it too. */
    boolean usableBefore12();

    /** The names under which algorithm constraints may mention this protection or a part of it. */
    Set<String> constraintNames();
}
