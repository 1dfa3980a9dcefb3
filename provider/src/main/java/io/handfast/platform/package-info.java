/**
 * What differs between JDKs in cryptography: each class here has a twin under META-INF/versions for the JDKs that can do more.
 *
 * <p>Ground floor. Only the cryptographic rooms enter. It knows the JDK and nothing of this house; which algorithm is asked
 * for, and whether, is decided by {@code crypto.Jca} and its callers.
 */
@NullMarked
package io.handfast.platform;

import org.jspecify.annotations.NullMarked;
