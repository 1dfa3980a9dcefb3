/**
 * What the tests of several rooms share: a small certificate authority whose certificates are as good, or as bad, as a test asks for.
 */
@NullMarked
package io.handfast.testing;

import org.jspecify.annotations.NullMarked;
