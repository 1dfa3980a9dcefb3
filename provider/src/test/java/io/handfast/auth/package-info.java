/** Tests of who the peer is, and who we are. */
@NullMarked
package io.handfast.auth;

import org.jspecify.annotations.NullMarked;
