package io.handfast.bench.primitive;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.RsaKeyTransport;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.EphemeralKeys;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations by name, each made ready for a choice of sources ({@link Jca}). */
public final class Operations {
    /** RFC 2104 with keying: what a derivation under a secret of its own costs. */
    public static final String HMAC_NEW_KEY = "HMAC-SHA256 of 64 bytes, new key";

    /** RFC 2104 under the key that is set: what one more derivation under the same secret costs. */
    public static final String HMAC_SAME_KEY = "HMAC-SHA256 of 64 bytes, same key";

    /** A share of the transcript. */
    public static final String HASH = "SHA-256 of 1024 bytes";

    /** A handshake's primitives with what it moves, which is no primitive. */
    public static final String HANDSHAKE =
            "all of TLS 1.3 full with x25519 and ECDSA P-256, each in the thread of its side, with the flights over a plain socket;"
                    + " one side works while the other does wherever it can";

    private static final String AGREE = " generate and agree";
    private static final String ANSWER = " answer";
    private static final String SIGN = " sign";
    private static final String VERIFY = " verify";
    private static final String ENCRYPT = "RSA-2048 encrypt";
    private static final String DECRYPT = "RSA-2048 decrypt";
    private static final int TLS12 = 0x0303;

    private static final Map<String, KeyKind> SCHEMES = Map.of(
            "ecdsa_secp256r1_sha256", KeyKind.P256,
            "ecdsa_secp384r1_sha384", KeyKind.P384,
            "ecdsa_secp521r1_sha512", KeyKind.P521,
            "ed25519", KeyKind.ED25519,
            "ed448", KeyKind.ED448,
            "rsa_pss_rsae_sha256", KeyKind.RSA);

    private final Jca jca;
    private final SecureRandom random = new SecureRandom();
    private final byte[] content = new byte[130];

    /** Makes operations of what these sources offer. */
    public Operations(Jca jca) {
        this.jca = jca;
    }

    /** A fresh key pair, and with it the peer's share comes to a shared secret. */
    public static String agree(String group) {
        return group + AGREE;
    }

    /** The other side of {@link #agree}: a share is there, and share and secret are the answer. */
    public static String answer(String group) {
        return group + ANSWER;
    }

    /** A signature over as many bytes as a CertificateVerify has. */
    public static String sign(String scheme) {
        return scheme + SIGN;
    }

    /** The check of such a signature, by a key that was used before. */
    public static String verify(String scheme) {
        return scheme + VERIFY;
    }

    /** The client's half of RSA key transport. */
    public static String encrypt() {
        return ENCRYPT;
    }

    /** The server's half of RSA key transport. */
    public static String decrypt() {
        return DECRYPT;
    }

    /** The names of all primitives. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        NamedGroups.all().stream()
                .filter(group -> group.kind() != NamedGroup.Kind.FINITE_FIELD)
                .forEach(group -> names.addAll(List.of(agree(group.ianaName()), answer(group.ianaName()))));
        SCHEMES.keySet().stream().sorted().forEach(scheme -> names.addAll(List.of(sign(scheme), verify(scheme))));
        names.addAll(List.of(ENCRYPT, DECRYPT));
        names.addAll(RecordOperations.names());
        names.addAll(List.of(HMAC_NEW_KEY, HMAC_SAME_KEY, HASH));
        return names;
    }

    /**
     * The operation of this name; empty when the sources lack it.
     *
     * @throws IllegalArgumentException when it is none of {@link #names}, and none that a recipe has besides
     */
    public Optional<Operation> ready(String name) throws GeneralSecurityException, IOException {
        Optional<Operation> ofRecords = new RecordOperations(jca).ready(name);
        if (ofRecords.isPresent()) {
            return ofRecords;
        }
        if (name.endsWith(AGREE) || name.endsWith(ANSWER)) {
            return agreement(NamedGroups.byName(first(name)).orElseThrow(() -> unknown(name)), name.endsWith(ANSWER));
        }
        if (name.endsWith(SIGN) || name.endsWith(VERIFY)) {
            return signature(
                    SignatureSchemes.byName(first(name)).orElseThrow(() -> unknown(name)), name.endsWith(SIGN));
        }
        return Optional.of(
                switch (name) {
                    case ENCRYPT -> encryption();
                    case DECRYPT -> decryption();
                    case HASH -> hash();
                    case HMAC_NEW_KEY -> hmac(true);
                    case HMAC_SAME_KEY -> hmac(false);
                    case HANDSHAKE -> new PlainHandshake(jca, this::required);
                    default -> throw unknown(name);
                });
    }

    private Operation required(String name) throws GeneralSecurityException, IOException {
        return ready(name).orElseThrow(() -> new GeneralSecurityException("nobody offers " + name));
    }

    private static String first(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("no operation is called " + name);
    }

    private Optional<Operation> agreement(NamedGroup group, boolean answer) throws GeneralSecurityException {
        if (!group.supported(jca)) {
            return Optional.empty();
        }
        EphemeralKey first = group.generate(jca, random);
        byte[] peer = first.share();
        byte[] share = group.encapsulate(new EphemeralKeys(jca, random), peer).share();
        first.destroy();
        if (answer) {
            return Optional.of(() ->
                    group.encapsulate(new EphemeralKeys(jca, random), peer).share()[0]);
        }
        // A KEM's second half needs the share that answers its own first half: there both ends are in the figure.
        boolean kem = group.kind() == NamedGroup.Kind.HYBRID;
        return Optional.of(() -> {
            EphemeralKey own = group.generate(jca, random);
            byte[] answered = kem
                    ? group.encapsulate(new EphemeralKeys(jca, random), own.share())
                            .share()
                    : share;
            return own.agree(answered).length();
        });
    }

    private Optional<Operation> signature(SignatureScheme scheme, boolean sign) throws GeneralSecurityException {
        KeyKind kind = SCHEMES.get(scheme.ianaName());
        if (kind == null || !scheme.supported(jca)) {
            return Optional.empty();
        }
        KeyPair keys = kind.generate();
        byte[] signature = scheme.sign(jca, keys.getPrivate(), random, content);
        return Optional.of(
                sign
                        ? () -> scheme.sign(jca, keys.getPrivate(), random, content).length
                        : () -> scheme.verify(jca, keys.getPublic(), content, signature) ? 1 : 0);
    }

    private Operation encryption() throws GeneralSecurityException {
        KeyPair keys = KeyKind.RSA.generate();
        return () -> RsaKeyTransport.encryptPremaster(jca, keys.getPublic(), random, TLS12)
                .encrypted()
                .length;
    }

    private Operation decryption() throws GeneralSecurityException {
        KeyPair keys = KeyKind.RSA.generate();
        byte[] encrypted = RsaKeyTransport.encryptPremaster(jca, keys.getPublic(), random, TLS12)
                .encrypted();
        return () -> RsaKeyTransport.decryptPremaster(jca, keys.getPrivate(), random, encrypted, TLS12)
                .length();
    }

    private Secret secret(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Secret.owning(bytes);
    }

    private Operation hash() {
        MessageDigest digest = jca.digest(HashAlgorithm.SHA256);
        byte[] message = new byte[1024];
        return () -> digest.digest(message)[0];
    }

    private Operation hmac(boolean newKey) {
        Hmac hmac = new Hmac(jca, HashAlgorithm.SHA256);
        Secret key = secret(HashAlgorithm.SHA256.length());
        byte[] message = new byte[64];
        hmac.key(key);
        return () -> {
            if (newKey) {
                hmac.key(key);
            }
            return hmac.update(message).doFinal()[0];
        };
    }
}
