package io.handfast.jsse;

import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that newer JDKs added; here, for JDK 17, there are none (SSLParameters of JDK 20).
 *
 * <p>Replaced by the class of the same name under META-INF/versions/20.
 */
final class NewerParameters {
    private NewerParameters() {}

    /** The wanted groups by name, in order; null for no wish. */
    static @Nullable List<String> namedGroups(SSLParameters parameters) {
        return null;
    }

    /** The wanted signature schemes by name, in order; null for no wish. */
    static @Nullable List<String> signatureSchemes(SSLParameters parameters) {
        return null;
    }

    /** Tells a program what it asked for. */
    static void write(
            @Nullable List<String> namedGroups, @Nullable List<String> signatureSchemes, SSLParameters parameters) {
        // There is nowhere to write them to on this JDK, and so they were never set.
    }
}
