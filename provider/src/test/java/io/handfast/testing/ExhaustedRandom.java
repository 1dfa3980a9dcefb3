package io.handfast.testing;

import java.security.ProviderException;
import java.security.SecureRandom;

/** A source of randomness that has nothing left. */
public final class ExhaustedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] out) {
        throw new ProviderException("no entropy");
    }
}
