package io.handfast;

import io.handfast.jsse.trust.PemIdentity;
import io.handfast.jsse.trust.ReloadingKeys;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Our certificates and keys in PEM files, taken over by running programs when the files change (RFC 7468).
 *
 * <pre>{@code
 * IdentityFiles files = IdentityFiles.builder()
 *         .add(Path.of("server.pem"), Path.of("server.key"))
 *         .checkEvery(Duration.ofMinutes(1))
 *         .load();
 * SSLContext context = HandfastContext.builder().identities(files).build();
 * }</pre>
 *
 * <p>A chain may stand in its file in any order and among other text; the leaf is the certificate that the key belongs to.
 * Keys are read as PKCS #8, plain or encrypted with PBES2, as PKCS #1 and as SEC 1. Chain and key of one identity change
 * together and only if they fit: new handshakes see the old pair or the new one. Files that cannot be used are reported and
 * change nothing. A file that is written in place, instead of being renamed, is taken two seconds after it was last written
 * to. Sessions that were made under a certificate that is no longer in use are not resumed.
 *
 * <p>Thread-safe, and without a thread of its own: handshakes look at the files.
 */
public final class IdentityFiles {
    private final ReloadingKeys keys;

    private IdentityFiles(ReloadingKeys keys) {
        this.keys = keys;
    }

    /** Begins a list of identities. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads all files now, whether they look changed or not.
     *
     * @return whether another certificate or key is in use than before
     * @throws GeneralSecurityException if files of some identity cannot be used; that one stays as it was, all others are renewed
     */
    public boolean reload() throws GeneralSecurityException {
        return keys.reload();
    }

    /** A key manager that always knows the present keys, for a context made in another way than by {@link HandfastContext}. */
    public X509ExtendedKeyManager keyManager() {
        return keys.keyManager();
    }

    /** Hears what becomes of changed files, on the thread of the handshake that has found them changed; called without locks. */
    public interface Listener {
        /** The files are in use from now on. */
        default void loaded(Path chain) {}

        /**
         * The files cannot be used: the identity from before stays until they change again. Those that could not be read at
         * all are tried again after the interval, and reported once for the same failure.
         *
         * @param reason names the file and what is wrong with it
         */
        default void refused(Path chain, GeneralSecurityException reason) {}
    }

    /** The list of identities while it is made; for one thread. */
    public static final class Builder {
        /** How long files are not looked at again, unless told otherwise. */
        private static final Duration INTERVAL = Duration.ofSeconds(10);

        private final List<PemIdentity> identities = new ArrayList<>();
        private Duration interval = INTERVAL;
        private Listener listener = new Listener() {};

        private Builder() {}

        /** Adds an identity; peers get the one that suits them best, and the first among equals. */
        public Builder add(Path chain, Path key) {
            identities.add(PemIdentity.of(chain, key));
            return this;
        }

        /**
         * Adds an identity whose key is encrypted.
         *
         * @param password copied, and kept because the file may be read again
         */
        public Builder add(Path chain, Path key, char[] password) {
            identities.add(PemIdentity.of(chain, key, password));
            return this;
        }

        /**
         * Sets how long the files are not looked at again; 10 seconds unless set.
         *
         * @param time zero has each handshake look
         * @throws IllegalArgumentException if it is negative
         */
        public Builder checkEvery(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("the time between two looks at the files is negative: " + time);
            }
            interval = time;
            return this;
        }

        /** Sets who hears of changes; a second call replaces the first. */
        public Builder listener(Listener wanted) {
            listener = wanted;
            return this;
        }

        /**
         * Reads the files.
         *
         * @throws GeneralSecurityException if any of them cannot be used, naming it and saying why
         */
        public IdentityFiles load() throws GeneralSecurityException {
            Listener told = listener;
            ReloadingKeys.Watcher watcher = new ReloadingKeys.Watcher() {
                @Override
                public void loaded(Path chain) {
                    told.loaded(chain);
                }

                @Override
                public void refused(Path chain, GeneralSecurityException reason) {
                    told.refused(chain, reason);
                }
            };
            return new IdentityFiles(ReloadingKeys.load(identities, InstantSource.system(), interval, watcher));
        }
    }
}
