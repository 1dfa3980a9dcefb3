package io.handfast.crypto.group;

import io.handfast.crypto.Secret;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A share with the operation that uses its private half up (RFC 8446 §4.2.8). */
final class OneTimeKey implements EphemeralKey {
    /** The private half: turns the peer's share into the secret, or forgets. */
    interface PrivateHalf {
        Secret agree(byte[] peerShare) throws InvalidKeyShareException;

        /** Zeroes what can be zeroed. JCA key objects cannot: they are only let go. */
        default void forget() {}
    }

    private final byte[] share;
    private final AtomicReference<@Nullable PrivateHalf> privateHalf;

    OneTimeKey(byte[] share, PrivateHalf privateHalf) {
        this.share = share;
        this.privateHalf = new AtomicReference<>(privateHalf);
    }

    @Override
    public byte[] share() {
        return share.clone();
    }

    @Override
    public Secret agree(byte[] peerShare) throws InvalidKeyShareException {
        PrivateHalf own = privateHalf.getAndSet(null);
        if (own == null) {
            throw new IllegalStateException("this key share has been used or destroyed");
        }
        try {
            return own.agree(peerShare);
        } finally {
            own.forget();
        }
    }

    @Override
    public void destroy() {
        PrivateHalf own = privateHalf.getAndSet(null);
        if (own != null) {
            own.forget();
        }
    }

    @Override
    public String toString() {
        return "OneTimeKey[share of " + share.length + " bytes]";
    }
}
