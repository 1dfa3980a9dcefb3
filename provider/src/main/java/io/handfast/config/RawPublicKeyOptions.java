package io.handfast.config;

import io.handfast.iana.CertificateType;
import java.util.List;
import java.util.Optional;

/**
 * Keys without certificates, ours and the peer's (RFC 7250).
 *
 * @param own what we may show, one for each kind of key; none for certificates alone
 * @param verifier judges the peer's; without one the peer has to show a certificate
 * @param certificatesToo whether certificates will do beside raw keys, where those are used
 * @param rules what algorithms and sizes a raw key may have
 */
public record RawPublicKeyOptions(
        List<Credential> own, Optional<RawKeyVerifier> verifier, boolean certificatesToo, AlgorithmRules rules)
        implements CredentialSource {
    /** Certificates alone. */
    public static final RawPublicKeyOptions NONE =
            new RawPublicKeyOptions(List.of(), Optional.empty(), true, AlgorithmRules.none());

    public RawPublicKeyOptions {
        own = List.copyOf(own);
    }

    public RawPublicKeyOptions withRules(AlgorithmRules value) {
        return new RawPublicKeyOptions(own, verifier, certificatesToo, value);
    }

    /** Whether anything but certificates is wanted. */
    public boolean isOn() {
        return !own.isEmpty() || verifier.isPresent();
    }

    /** The forms in which we show our key, most preferred first. */
    public List<CertificateType> shown() {
        return types(!own.isEmpty());
    }

    /** The forms in which the peer may show its key, most preferred first. */
    public List<CertificateType> accepted() {
        return types(verifier.isPresent());
    }

    private List<CertificateType> types(boolean raw) {
        if (!raw) {
            return List.of(CertificateType.X509);
        }
        return certificatesToo
                ? List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)
                : List.of(CertificateType.RAW_PUBLIC_KEY);
    }

    /** Our raw key of a kind; authorities have no say. */
    @Override
    public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
        return own.stream()
                .filter(credential -> keyType.equals(kind(credential)))
                .filter(credential -> rules.permits(credential.publicKey(), AlgorithmUsage.HANDSHAKE_SIGNATURE))
                .findFirst();
    }

    @Override
    public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
        return keyTypes.stream()
                .map(keyType -> serverCredential(keyType, authorities))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String kind(Credential credential) {
        String algorithm = credential.publicKey().getAlgorithm();
        return algorithm.equals("Ed25519") || algorithm.equals("Ed448") ? "EdDSA" : algorithm;
    }
}
