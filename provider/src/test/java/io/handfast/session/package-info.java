/** Tests of the stores, the ticket keys and the tickets. */
@org.jspecify.annotations.NullMarked
package io.handfast.session;
