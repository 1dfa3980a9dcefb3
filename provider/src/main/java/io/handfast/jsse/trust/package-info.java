/**
 * Whom we trust and who we are: the key- and trust-manager factories and their managers (JSSE; RFC 5280 §6, RFC 8446 §4.4.2).
 *
 * <p>Top floor. The JSSE rooms and the provider's table of services enter. Chains are validated by the platform's PKIX
 * implementation; this room adds what TLS asks of the leaf, of its names and of its algorithms. It knows no record and no
 * message.
 */
@NullMarked
package io.handfast.jsse.trust;

import org.jspecify.annotations.NullMarked;
