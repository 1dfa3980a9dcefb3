/**
 * Authenticated encryption of records: seal and open on arrays, with the usage limit of each algorithm (RFC 5116,
 * RFC 6655, RFC 8439, RFC 8446 §5.5).
 *
 * <p>The record layer and the ticket sealing enter. This room does not know what a record is: nonce and additional data
 * are the caller's.
 */
@NullMarked
package io.handfast.crypto.aead;

import org.jspecify.annotations.NullMarked;
