package io.handfast;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.Credential;
import io.handfast.config.RawKeyVerifier;
import io.handfast.config.RawPublicKeyOptions;
import io.handfast.wire.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that are known by themselves, so that nobody has to vouch for them: no certificates, no authorities, no names (RFC 7250).
 * In TLS 1.3 and 1.2, for servers, for clients, or for both.
 *
 * <pre>{@code
 * RawPublicKeys ofServer = RawPublicKeys.none().show(privateKey, publicKey);
 * RawPublicKeys ofClient = RawPublicKeys.none().trust(publicKey);
 * }</pre>
 *
 * <p>A trust manager is not asked about such keys, and host names are not checked, whatever the endpoint identification says:
 * there is no name in a key. Who trusts one has to know whose it is. Where both sides can do both, a raw key comes before a
 * certificate. Connections with this setting resume no sessions. Immutable.
 */
public final class RawPublicKeys {
    private static final RawPublicKeys NONE = new RawPublicKeys(List.of(), Optional.empty(), true);

    private final List<Credential> own;
    private final Optional<RawKeyVerifier> verifier;
    private final boolean certificatesToo;

    private RawPublicKeys(List<Credential> own, Optional<RawKeyVerifier> verifier, boolean certificatesToo) {
        this.own = own;
        this.verifier = verifier;
        this.certificatesToo = certificatesToo;
    }

    /** Neither a key of ours nor trust in anybody's, to begin with. */
    public static RawPublicKeys none() {
        return NONE;
    }

    /**
     * Also shows this key. Of several, one whose signatures the peer verifies is shown; of one kind the first.
     *
     * @param privateKey may live in a token; it only has to sign
     * @throws IllegalArgumentException if the public key has no encoding
     */
    public RawPublicKeys show(PrivateKey privateKey, PublicKey publicKey) {
        if (publicKey.getEncoded() == null) {
            throw new IllegalArgumentException("a public key without an encoding cannot be shown");
        }
        List<Credential> more = new ArrayList<>(own);
        more.add(Credential.raw(privateKey, publicKey));
        return new RawPublicKeys(List.copyOf(more), verifier, certificatesToo);
    }

    /**
     * Trusts a peer that holds one of these keys, and no other; replaces what was said before.
     *
     * @throws IllegalArgumentException if there is none, or if one has no encoding
     */
    public RawPublicKeys trust(PublicKey... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("there is no key to trust");
        }
        Set<Bytes> trusted = Stream.of(keys).map(RawPublicKeys::encoded).collect(Collectors.toUnmodifiableSet());
        return trust((key, serverName) -> trusted.contains(encoded(key)));
    }

    /**
     * Trusts a peer if the program says so; replaces what was said before.
     *
     * @param decision gets the peer's key, and on a client the server name that it asked for, if it asked for one. Called in the
     *     course of handshakes, on any thread, sometimes before the peer has proved that it holds the key. If it throws,
     *     the peer is not trusted
     */
    public RawPublicKeys trust(BiPredicate<PublicKey, Optional<String>> decision) {
        return new RawPublicKeys(own, Optional.of(decision::test), certificatesToo);
    }

    /**
     * Whether a certificate will do where a raw key could be shown, but the other side does not know such keys; true unless
     * set. A server that only wants to know its client does not ask one that has no raw key to show, if certificates will not do.
     */
    public RawPublicKeys certificatesToo(boolean wanted) {
        return new RawPublicKeys(own, verifier, wanted);
    }

    /** The same as the core knows it. */
    RawPublicKeyOptions options() {
        return new RawPublicKeyOptions(own, verifier, certificatesToo, AlgorithmRules.none());
    }

    private static Bytes encoded(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("a public key without an encoding cannot be compared");
        }
        return Bytes.owning(encoded);
    }

    @Override
    public String toString() {
        return "RawPublicKeys" + own + (verifier.isPresent() ? ", trusting others" : "")
                + (certificatesToo ? "" : ", no certificates");
    }
}
