package io.handfast.config;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;

import io.handfast.alert.TlsException;
import io.handfast.wire.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A private key and what we show for it: a chain that vouches for it, or the public key alone (RFC 8446 §4.4.2, RFC 7250).
 *
 * <p>Immutable, so that what is shown is encoded once, however many handshakes show it.
 */
public final class Credential {
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final List<X509Certificate> chain;

    /** Made by the first handshake that shows it. */
    private volatile @Nullable List<Bytes> encoded;

    private volatile @Nullable Bytes message13;

    private Credential(PrivateKey privateKey, PublicKey publicKey, List<X509Certificate> chain) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.chain = List.copyOf(chain);
    }

    /** A key with its chain, of at least one certificate. */
    public Credential(PrivateKey privateKey, List<X509Certificate> chain) {
        this(privateKey, leaf(chain).getPublicKey(), chain);
    }

    /** A key that nobody vouches for. */
    public static Credential raw(PrivateKey privateKey, PublicKey publicKey) {
        return new Credential(privateKey, publicKey, List.of());
    }

    /** May be opaque: only signing (or RSA decryption) is ever asked of it. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** What peers verify against. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** Leaf first; none for a raw public key. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /**
     * The chain as the Certificate message carries it, leaf first, or the raw public key.
     *
     * @throws TlsException {@code internal_error} if one of our certificates cannot be encoded
     */
    public List<Bytes> encoded() {
        List<Bytes> known = encoded;
        if (known == null) {
            known = chain.isEmpty() ? List.of(Bytes.copyOf(publicKey.getEncoded())) : encoded(chain);
            encoded = known;
        }
        return known;
    }

    /**
     * The Certificate message of TLS 1.3 that shows it and says nothing else; kept, because it is the largest that a server
     * sends.
     *
     * @param encoding makes the message, header included, for the first handshake that shows it
     */
    public Bytes message13(Supplier<Bytes> encoding) {
        Bytes known = message13;
        if (known == null) {
            known = encoding.get();
            message13 = known;
        }
        return known;
    }

    private static List<Bytes> encoded(List<X509Certificate> chain) {
        List<Bytes> encoded = new ArrayList<>(chain.size());
        for (X509Certificate certificate : chain) {
            try {
                encoded.add(Bytes.copyOf(certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw INTERNAL_ERROR.because(
                        "our certificate for " + certificate.getSubjectX500Principal() + " cannot be encoded", e);
            }
        }
        return List.copyOf(encoded);
    }

    private static X509Certificate leaf(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential needs at least its own certificate");
        }
        return chain.get(0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credential that
                && privateKey.equals(that.privateKey)
                && publicKey.equals(that.publicKey)
                && chain.equals(that.chain);
    }

    @Override
    public int hashCode() {
        return 31 * publicKey.hashCode() + chain.hashCode();
    }

    @Override
    public String toString() {
        return chain.isEmpty()
                ? "Credential[raw " + publicKey.getAlgorithm() + " key]"
                : "Credential[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
