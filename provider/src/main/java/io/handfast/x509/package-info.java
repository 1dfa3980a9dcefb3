/**
 * What certificates say: keys, usages and names, and whether a name is the one we asked for (RFC 5280, RFC 9525).
 *
 * <p>First floor, and the only room that knows Bouncy Castle's ASN.1. Authentication and the trust and key managers enter.
 * It looks at certificates one by one; whether a chain is trusted is not decided here.
 */
@NullMarked
package io.handfast.x509;

import org.jspecify.annotations.NullMarked;
