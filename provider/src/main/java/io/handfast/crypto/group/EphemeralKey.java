package io.handfast.crypto.group;

import io.handfast.crypto.Secret;

/**
 * The private half of a key share, good for one agreement (RFC 8446 §4.2.8). Not thread-safe.
 *
 * <p>One agreement only: a scalar that is never used twice gives nobody a second measurement of it.
 */
public interface EphemeralKey {
    /** The public half, as it goes on the wire. */
    byte[] share();

    /**
     * The secret common with the peer; uses the key up, whether it succeeds or not.
     *
     * @throws InvalidKeyShareException when the peer's share is not a valid element of the group
     * @throws IllegalStateException when the key has been used or destroyed
     */
    Secret agree(byte[] peerShare) throws InvalidKeyShareException;

    /** Forgets the private half; harmless when repeated. */
    void destroy();
}
