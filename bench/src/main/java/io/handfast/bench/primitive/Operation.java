package io.handfast.bench.primitive;

import java.security.GeneralSecurityException;

/** A cryptographic operation with all that it needs at hand, so that it can be repeated. */
@FunctionalInterface
public interface Operation {
    /** Does it once; what it returns depends on the outcome, so that nothing is computed in vain. */
    int run() throws GeneralSecurityException;
}
