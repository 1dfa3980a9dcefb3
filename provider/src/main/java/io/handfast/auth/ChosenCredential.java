package io.handfast.auth;

import io.handfast.config.Credential;
import io.handfast.crypto.signature.SignatureScheme;

/** One of our credentials, and the scheme to sign this handshake with (RFC 8446 §4.4.2.2). */
public record ChosenCredential(Credential credential, SignatureScheme scheme) {}
