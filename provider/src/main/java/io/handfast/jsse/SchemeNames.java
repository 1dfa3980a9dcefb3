package io.handfast.jsse;

import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.CodePoints;
import java.util.ArrayList;
import java.util.List;

/** Signature schemes by the names that JSSE gives them (JSSE, ExtendedSSLSession). */
final class SchemeNames {
    private SchemeNames() {}

    /** Those of the schemes that we know. */
    static List<SignatureScheme> known(CodePoints schemes) {
        List<SignatureScheme> known = new ArrayList<>(schemes.size());
        for (int i = 0; i < schemes.size(); i++) {
            SignatureSchemes.byCodePoint(schemes.at(i)).ifPresent(known::add);
        }
        return known;
    }

    /** A fresh array of names, each once. */
    static String[] of(List<SignatureScheme> schemes) {
        return schemes.stream().map(SignatureScheme::jcaName).distinct().toArray(String[]::new);
    }
}
