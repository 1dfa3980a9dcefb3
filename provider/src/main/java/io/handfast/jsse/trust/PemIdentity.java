package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import io.handfast.x509.KeyedChain;
import io.handfast.x509.PemException;
import io.handfast.x509.PemPrivateKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A chain and its key as PEM files, or as one file that holds both (RFC 7468). */
public final class PemIdentity {
    private final Path chain;
    private final Path key;
    private final Optional<char[]> password;
    private final FileVersion.Contents contents;

    private PemIdentity(Path chain, Path key, Optional<char[]> password, FileVersion.Contents contents) {
        this.chain = chain;
        this.key = key;
        this.password = password;
        this.contents = contents;
    }

    /** A key in the clear. */
    public static PemIdentity of(Path chain, Path key) {
        return of(chain, key, FileVersion::read);
    }

    /** The same, read in another way. */
    static PemIdentity of(Path chain, Path key, FileVersion.Contents contents) {
        return new PemIdentity(chain, key, Optional.empty(), contents);
    }

    /**
     * A key under a password, which is copied and kept for as long as the files may be read again.
     *
     * @throws IllegalArgumentException if the password is not valid Unicode
     */
    public static PemIdentity of(Path chain, Path key, char[] password) {
        utf8(password).destroy();
        return new PemIdentity(chain, key, Optional.of(password.clone()), FileVersion::read);
    }

    /** The file with the chain. */
    public Path chain() {
        return chain;
    }

    /** What the files look like from outside. */
    List<Optional<FileVersion>> versions() {
        return List.of(FileVersion.of(chain), FileVersion.of(key));
    }

    /**
     * Reads both files; the key fits the leaf, or there is no result.
     *
     * @param position tells the aliases of several identities apart
     * @throws GeneralSecurityException with a text that names the file
     */
    StoredKey read(int position) throws GeneralSecurityException {
        Jca jca = Jca.of(SystemProperties.primitives());
        List<X509Certificate> certificates = certificates(jca);
        PrivateKey privateKey = privateKey(jca, certificates.get(0).getPublicKey());
        List<X509Certificate> ordered;
        try {
            ordered = KeyedChain.of(jca, privateKey, certificates);
        } catch (PemException e) {
            throw new PemException("'" + key + "' and '" + chain + "': " + e.getMessage(), e);
        }
        byte[] digest = jca.digest(HashAlgorithm.SHA256).digest(ordered.get(0).getEncoded());
        String alias = position + "-" + Bytes.copyOf(digest, 0, 8).toHex();
        return StoredKey.of(alias, privateKey, ordered);
    }

    private List<X509Certificate> certificates(Jca jca) throws PemException {
        return PemTrust.certificates(jca, chain, contents);
    }

    private PrivateKey privateKey(Jca jca, PublicKey publicKey) throws PemException {
        Optional<Secret> secret = password.map(PemIdentity::utf8);
        byte[] text = new byte[0];
        try {
            text = contents.of(key);
            return PemPrivateKey.read(jca, text, secret, Optional.of(publicKey));
        } catch (IOException e) {
            throw new PemException("the key file cannot be read: " + e.getMessage(), e);
        } catch (PemException e) {
            throw new PemException("'" + key + "' " + e.getMessage(), e);
        } finally {
            Arrays.fill(text, (byte) 0);
            secret.ifPresent(Secret::destroy);
        }
    }

    private static Secret utf8(char[] password) {
        // No character takes more than three bytes; a pair of surrogates takes four.
        ByteBuffer encoded = ByteBuffer.allocate(3 * password.length);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), encoded, true);
        if (result.isError()) {
            throw new IllegalArgumentException("the password is not valid Unicode");
        }
        encoded.flip();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return Secret.owning(bytes);
    }

    @Override
    public String toString() {
        return "PemIdentity[" + chain + "]";
    }
}
