/**
 * Programs and frameworks that never heard of the provider, run over it: HTTP clients and servers, databases, mail (JSSE).
 *
 * <p>All of it runs twice: with the provider given by name, and in a JVM of its own whose {@code java.security} has it first, where the
 * programs are left to their defaults ({@link io.handfast.interop.programs.Install}). What a user writes for each is in
 * docs/programs.md.
 */
@NullMarked
package io.handfast.interop.programs;

import org.jspecify.annotations.NullMarked;
