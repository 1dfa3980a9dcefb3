package io.handfast.auth;

import io.handfast.config.Credential;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.DigitallySigned;

/** One of our credentials, and the scheme to sign this handshake with (RFC 8446 §4.4.2.2). */
public record ChosenCredential(Credential credential, SignatureScheme scheme) {
    /** The scheme as a message of this version names it: by its code point, or not at all before TLS 1.2. */
    public int named(ProtocolVersion version) {
        return version.before12() ? DigitallySigned.NO_SCHEME : scheme.codePoint();
    }
}
