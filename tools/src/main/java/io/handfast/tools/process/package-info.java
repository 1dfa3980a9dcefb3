/**
 * Other people's programs, run beside us as peers: started, listened to, spoken to, and ended for certain.
 *
 * <p>The demo and the interop tests come in. This room knows nothing of TLS.
 */
@NullMarked
package io.handfast.tools.process;

import org.jspecify.annotations.NullMarked;
