package io.handfast.jsse;

import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The parameters that newer JDKs added: named groups and signature schemes (SSLParameters of JDK 20). */
final class NewerParameters {
    private NewerParameters() {}

    /** The wanted groups by name, in order; null for no wish. */
    static @Nullable List<String> namedGroups(SSLParameters parameters) {
        return NameLists.of(parameters.getNamedGroups(), "named group");
    }

    /** The wanted signature schemes by name, in order; null for no wish. */
    static @Nullable List<String> signatureSchemes(SSLParameters parameters) {
        return NameLists.of(parameters.getSignatureSchemes(), "signature scheme");
    }

    /** Tells a program what it asked for. */
    static void write(
            @Nullable List<String> namedGroups, @Nullable List<String> signatureSchemes, SSLParameters parameters) {
        parameters.setNamedGroups(namedGroups == null ? null : namedGroups.toArray(String[]::new));
        parameters.setSignatureSchemes(signatureSchemes == null ? null : signatureSchemes.toArray(String[]::new));
    }
}
