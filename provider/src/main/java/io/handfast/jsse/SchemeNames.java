package io.handfast.jsse;

import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.CodePoints;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signature schemes by the names that JSSE gives them (JSSE, ExtendedSSLSession). */
final class SchemeNames {
    private SchemeNames() {}

    /** Those of the schemes that we know. */
    static List<SignatureScheme> known(CodePoints schemes) {
        List<SignatureScheme> known = new ArrayList<>(schemes.size());
        for (int i = 0; i < schemes.size(); i++) {
            Optional<SignatureScheme> scheme = SignatureSchemes.byCodePoint(schemes.at(i));
            if (scheme.isPresent()) {
                known.add(scheme.get());
            }
        }
        return known;
    }

    /** A fresh array of names, each once. */
    static String[] of(List<SignatureScheme> schemes) {
        Set<String> names = new LinkedHashSet<>();
        for (SignatureScheme scheme : schemes) {
            names.add(scheme.jcaName());
        }
        return names.toArray(new String[0]);
    }
}
