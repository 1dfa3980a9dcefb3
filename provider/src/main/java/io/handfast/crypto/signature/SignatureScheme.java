package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** A signature scheme: an algorithm with its hash and parameters fixed (RFC 8446 §4.2.3). */
public sealed interface SignatureScheme
        permits EcdsaScheme, EdDsaScheme, RsaMd5Sha1Scheme, RsaPkcs1Scheme, RsaPssScheme {
    /** Code point in the TLS SignatureScheme registry; negative for the one that is never named on the wire. */
    int codePoint();

    /** Name in that registry, such as {@code ecdsa_secp256r1_sha256}. */
    String ianaName();

    /** Algorithm of the keys that go with it: {@code RSA}, {@code RSASSA-PSS}, {@code EC} or {@code EdDSA}. */
    String keyAlgorithm();

    /** The hash of the content, or empty where the algorithm has its own (EdDSA). */
    Optional<HashAlgorithm> hash();

    /** JCA name of the signature algorithm. */
    String jcaName();

    /** Whether a TLS 1.3 handshake may be signed with it: neither PKCS #1 v1.5 nor SHA-1. */
    boolean usableIn13();

    /** Whether it is kept only for old peers and stays out of every default. */
    boolean legacy();

    /** Whether the running JDK and the bundled primitives can do it. */
    boolean supported(Jca jca);

    /**
     * Whether the key can make or check such signatures: its type, its size and any parameters it is tied to.
     *
     * @param tls13 true also asks for the curve in the scheme's name; TLS 1.2 takes any curve (RFC 8446 §4.2.3)
     */
    boolean fits(PublicKey key, boolean tls13);

    /** Signs; the provider is the one that understands the key. */
    byte[] sign(Jca jca, PrivateKey key, SecureRandom random, byte[] content) throws GeneralSecurityException;

    /** Whether the signature is genuine; one that does not even parse is not. */
    boolean verify(Jca jca, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException;

    /** The names under which algorithm constraints may mention this scheme. */
    Set<String> constraintNames();
}
