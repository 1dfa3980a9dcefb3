package io.handfast.crypto.aead;

import javax.crypto.AEADBadTagException;

/**
 * Authenticated encryption with one key in one direction, with one cipher kept for its whole life (RFC 5116 §2). Not
 * thread-safe.
 *
 * <p>Input and output may be the same array at the same offset, or overlap in any other way.
 */
public interface Aead {
    /**
     * Encrypts and appends the tag.
     *
     * @param nonce 12 bytes, never used before with this key
     * @return bytes written: {@code length} and the tag
     * @throws IllegalArgumentException when the output has no room
     */
    int seal(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset);

    /**
     * Encrypts content and a trailer behind it as one, without moving the content first, and appends the tag.
     *
     * @param nonce 12 bytes, never used before with this key
     * @param trailer what follows the content, in an array of its own
     * @param out another array than that of the content
     * @return bytes written: {@code length}, the trailer's and the tag
     * @throws IllegalArgumentException when the output has no room
     */
    int seal(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] trailer,
            byte[] out,
            int outOffset);

    /**
     * Checks the tag and decrypts.
     *
     * @param length bytes of ciphertext and tag together
     * @return bytes of plaintext written
     * @throws AEADBadTagException on any failure, also when the input is shorter than a tag
     */
    int open(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset)
            throws AEADBadTagException;

    /**
     * Takes over what serves any key, where it can, from one that is used no more.
     *
     * @param predecessor with another key, in the same direction or not
     */
    default void succeed(Aead predecessor) {}
}
