/** Tests of the JSSE face: engines in memory, sockets over loopback, alone and against the JDK's own provider. */
@NullMarked
package io.handfast.jsse;

import org.jspecify.annotations.NullMarked;
