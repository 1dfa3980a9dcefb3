package io.handfast.auth;

import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.message.CertificateVerify;
import io.handfast.message.DigitallySigned;
import io.handfast.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/** Signatures over the handshake: made with our key, checked with the peer's (RFC 8446 §4.4.3; RFC 5246 §4.7). */
public final class HandshakeSignatures {
    private static final int PREFIX_LENGTH = 64;
    private static final byte PREFIX = 0x20;

    private HandshakeSignatures() {}

    /** Whose CertificateVerify it is. */
    public enum Signer {
        CLIENT("TLS 1.3, client CertificateVerify"),
        SERVER("TLS 1.3, server CertificateVerify");

        private final byte[] context;

        Signer(String context) {
            this.context = context.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** The CertificateVerify of TLS 1.3 over the transcript so far. */
    public static CertificateVerify sign13(
            TlsConfig config, ChosenCredential chosen, Signer signer, byte[] transcriptHash) {
        Bytes signature = sign(config, chosen, content13(signer, transcriptHash));
        return new CertificateVerify(chosen.scheme().codePoint(), signature);
    }

    /** Checks a CertificateVerify of TLS 1.3 over the transcript before it. */
    public static PossessionProven verify13(
            TlsConfig config, PublicKey publicKey, CertificateVerify verify, Signer signer, byte[] transcriptHash) {
        SignatureScheme scheme = offered(config, verify.scheme());
        // RFC 8446 §4.4.3: PKCS #1 v1.5 and SHA-1 must not sign TLS 1.3 handshakes.
        if (!scheme.usableIn13()) {
            throw ILLEGAL_PARAMETER.because(scheme.ianaName() + " must not sign a TLS 1.3 handshake");
        }
        return verify(config, publicKey, scheme, true, content13(signer, transcriptHash), verify.signature());
    }

    /** A signature before TLS 1.3 over the given content: key exchange parameters, or all handshake messages. */
    public static Bytes sign12(TlsConfig config, ChosenCredential chosen, byte[] content) {
        return sign(config, chosen, content);
    }

    /**
     * Checks a signature before TLS 1.3 over the given content.
     *
     * @param schemeCodePoint what the message named; {@link DigitallySigned#NO_SCHEME} before TLS 1.2
     */
    public static PossessionProven verify12(
            TlsConfig config, PublicKey publicKey, int schemeCodePoint, byte[] content, Bytes signature) {
        SignatureScheme scheme =
                schemeCodePoint == DigitallySigned.NO_SCHEME ? unnamed(publicKey) : offered(config, schemeCodePoint);
        return verify(config, publicKey, scheme, false, content, signature);
    }

    private static SignatureScheme unnamed(PublicKey publicKey) {
        // RFC 4346 §7.4.3, RFC 4492 §5.4: the kind of key decides, and there are no others
        return SignatureSchemes.before12().stream()
                .filter(scheme -> scheme.fits(publicKey, false))
                .findFirst()
                .orElseThrow(() -> ILLEGAL_PARAMETER.because("the peer's certificate has a key of type "
                        + publicKey.getAlgorithm() + ", which signs nothing before TLS 1.2"));
    }

    private static SignatureScheme offered(TlsConfig config, int codePoint) {
        // RFC 8446 §4.4.3, RFC 5246 §7.4.3: the scheme must be one that we offered.
        Optional<SignatureScheme> scheme = config.signatureScheme(codePoint);
        if (scheme.isEmpty()) {
            throw ILLEGAL_PARAMETER.because("the peer signed with " + nameOf(codePoint) + ", which we did not offer");
        }
        return scheme.get();
    }

    private static String nameOf(int codePoint) {
        return SignatureSchemes.byCodePoint(codePoint)
                .map(SignatureScheme::ianaName)
                .orElseGet(() -> String.format("scheme 0x%04x", codePoint));
    }

    private static Bytes sign(TlsConfig config, ChosenCredential chosen, byte[] content) {
        try {
            return Bytes.owning(
                    chosen.scheme().sign(config.jca(), chosen.credential().privateKey(), config.random(), content));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw INTERNAL_ERROR.because(
                    "our key failed to sign with " + chosen.scheme().ianaName(), e);
        }
    }

    private static PossessionProven verify(
            TlsConfig config,
            PublicKey publicKey,
            SignatureScheme scheme,
            boolean tls13,
            byte[] content,
            Bytes signature) {
        if (!scheme.fits(publicKey, tls13)) {
            throw ILLEGAL_PARAMETER.because("the peer signed with " + scheme.ianaName()
                    + ", which does not fit the key of its certificate (" + publicKey.getAlgorithm() + ")");
        }
        boolean valid;
        try {
            valid = scheme.verify(config.jca(), publicKey, content, signature.toArray());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw DECRYPT_ERROR.because("the peer's " + scheme.ianaName() + " signature cannot be checked", e);
        }
        if (!valid) {
            throw DECRYPT_ERROR.because("the peer's " + scheme.ianaName() + " signature over the handshake is wrong");
        }
        return new PossessionProven(publicKey, scheme);
    }

    private static byte[] content13(Signer signer, byte[] transcriptHash) {
        byte[] context = signer.context;
        byte[] content = new byte[PREFIX_LENGTH + context.length + 1 + transcriptHash.length];
        Arrays.fill(content, 0, PREFIX_LENGTH, PREFIX);
        System.arraycopy(context, 0, content, PREFIX_LENGTH, context.length);
        System.arraycopy(transcriptHash, 0, content, PREFIX_LENGTH + context.length + 1, transcriptHash.length);
        return content;
    }
}
