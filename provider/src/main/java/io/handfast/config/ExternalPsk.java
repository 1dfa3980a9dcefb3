package io.handfast.config;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * A key that both sides agreed on outside of TLS (RFC 8446 §2.2, RFC 9257).
 *
 * @param identity what it is known by, 1 to 65535 bytes; the peer sees it
 * @param key its owner's, never destroyed here
 * @param hash the hash that it is used with: that of the suite, or where it is imported that of the importer
 * @param context present if the key is never used itself, but imported for each hash and protocol; what both sides mix in
 *     then, at most 65535 bytes (RFC 9258 §4.1)
 */
public record ExternalPsk(Bytes identity, Secret key, HashAlgorithm hash, Optional<Bytes> context) {}
