/**
 * Certificates made at run time for demonstrations and tests (RFC 5280): a root, an intermediate, and leaves of every
 * key type the provider speaks.
 *
 * <p>Uses Bouncy Castle's certificate builders and the JDK's keys and signatures. The demo and the interop tests come
 * in; the keys are throw-away ones, so this room must not be used for anything that has to stay secret.
 */
@NullMarked
package io.handfast.tools.certificates;

import org.jspecify.annotations.NullMarked;
