package io.handfast.jsse.trust;

import io.handfast.config.Remembered;
import io.handfast.x509.ReferenceName;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The private keys of one or more key stores by alias and by kind (JSSE, {@code KeyManagerFactory}).
 *
 * <p>Immutable. Stores are read once, when the factory is initialised, so that no handshake has to look through them.
 */
final class KeyIndex {
    private static final System.Logger LOGGER = System.getLogger("io.handfast.identity");

    private static final KeyIndex EMPTY = new KeyIndex(Map.of());

    /** Each takes some 300 bytes: servers are asked for few names, or for so many that remembering is of no use. */
    private static final int MOST_CHOICES = 256;

    private final Map<String, StoredKey> byAlias;
    private final Map<String, List<StoredKey>> byKeyType;
    private final Map<String, StoredKey> retired;
    private final Map<X500Principal, List<StoredKey>> byIssuer;
    private final NamedKeys named;
    private final ChainsByDigest chains;

    /** The moments, in milliseconds, from which on a certificate is valid or is so no more; sorted. */
    private final long[] turns;

    /** What was chosen lately; an index never changes, so that other keys come with another memory. */
    private final Remembered<KeyQuestion, Optional<StoredKey>> choices = new Remembered<>(MOST_CHOICES);

    private KeyIndex(Map<String, StoredKey> byAlias) {
        this(byAlias, Map.of());
    }

    private KeyIndex(Map<String, StoredKey> byAlias, Map<String, StoredKey> retired) {
        this.byAlias = Collections.unmodifiableMap(new LinkedHashMap<>(byAlias));
        this.retired = Map.copyOf(retired);
        Map<String, List<StoredKey>> index = new LinkedHashMap<>();
        for (StoredKey each : byAlias.values()) {
            index.computeIfAbsent(each.leaf().keyType(), any -> new ArrayList<>())
                    .add(each);
        }
        for (Map.Entry<String, List<StoredKey>> entry : index.entrySet()) {
            entry.setValue(List.copyOf(entry.getValue()));
        }
        this.byKeyType = Map.copyOf(index);
        Map<X500Principal, List<StoredKey>> issued = new HashMap<>();
        for (StoredKey each : byAlias.values()) {
            for (X500Principal issuer : each.issuers()) {
                issued.computeIfAbsent(issuer, any -> new ArrayList<>()).add(each);
            }
        }
        this.byIssuer = Map.copyOf(issued);
        this.named = new NamedKeys(byAlias.values());
        this.chains = new ChainsByDigest(this.byAlias.values());
        this.turns = turns(byAlias.values());
    }

    private static long[] turns(Collection<StoredKey> keys) {
        long[] turns = new long[2 * keys.size()];
        int count = 0;
        for (StoredKey each : keys) {
            turns[count++] = each.certificate().getNotBefore().getTime();
            turns[count++] = each.certificate().getNotAfter().getTime() + 1;
        }
        Arrays.sort(turns);
        return turns;
    }

    static KeyIndex empty() {
        return EMPTY;
    }

    /**
     * These keys.
     *
     * @param retired keys that are chosen no more, but still found by whoever has chosen one a moment ago
     */
    static KeyIndex of(List<StoredKey> keys, List<StoredKey> retired) {
        return new KeyIndex(byAlias(keys), byAlias(retired));
    }

    private static Map<String, StoredKey> byAlias(List<StoredKey> keys) {
        Map<String, StoredKey> found = new LinkedHashMap<>();
        for (StoredKey key : keys) {
            found.put(key.alias(), key);
        }
        return found;
    }

    /**
     * The keys of a store that all have one password.
     *
     * @throws UnrecoverableKeyException if there is one that it does not open
     */
    static KeyIndex of(KeyStore store, char @Nullable [] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        Map<String, StoredKey> found = new LinkedHashMap<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                add(found, alias, store.getKey(alias, password), store.getCertificateChain(alias));
            }
        }
        return new KeyIndex(found);
    }

    /**
     * The keys of a store that a password opens; others are somebody else's.
     *
     * @throws UnrecoverableKeyException if it opens none of those that there are
     */
    static KeyIndex ofOpened(KeyStore store, char @Nullable [] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        Map<String, StoredKey> found = new LinkedHashMap<>();
        UnrecoverableKeyException failure = null;
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                try {
                    add(found, alias, store.getKey(alias, password), store.getCertificateChain(alias));
                } catch (UnrecoverableKeyException e) {
                    failure = e;
                    passOver(alias, e);
                } catch (IllegalArgumentException e) {
                    // What a JCEKS store says to a null password.
                    passOver(alias, e);
                }
            }
        }
        // Who gives no password may well want none of the keys.
        if (failure != null && found.isEmpty() && password != null) {
            throw failure;
        }
        return new KeyIndex(found);
    }

    private static void passOver(String alias, Exception reason) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "the key of the entry '" + alias + "' cannot be opened and is passed over: " + reason.getMessage());
    }

    /**
     * The keys of stores that know how each entry is protected, if it can be opened so; with more than one, aliases are
     * told apart by a number.
     *
     * @throws UnrecoverableEntryException if none can be opened of those that there are
     */
    static KeyIndex of(List<KeyStore.Builder> builders) throws GeneralSecurityException {
        Map<String, StoredKey> found = new LinkedHashMap<>();
        UnrecoverableEntryException failure = null;
        for (int i = 0; i < builders.size(); i++) {
            String prefix = builders.size() == 1 ? "" : i + ".";
            KeyStore store = builders.get(i).getKeyStore();
            for (String alias : Collections.list(store.aliases())) {
                try {
                    if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)
                            && store.getEntry(alias, builders.get(i).getProtectionParameter(alias))
                                    instanceof KeyStore.PrivateKeyEntry entry) {
                        add(found, prefix + alias, entry.getPrivateKey(), entry.getCertificateChain());
                    }
                } catch (UnrecoverableEntryException e) {
                    failure = e;
                    passOver(prefix + alias, e);
                }
            }
        }
        if (failure != null && found.isEmpty()) {
            throw failure;
        }
        return new KeyIndex(found);
    }

    private static void add(
            Map<String, StoredKey> found, String alias, @Nullable Key key, Certificate @Nullable [] certificates)
            throws KeyStoreException {
        if (!(key instanceof PrivateKey privateKey) || certificates == null || certificates.length == 0) {
            return;
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate each : certificates) {
            if (!(each instanceof X509Certificate certificate)) {
                return;
            }
            chain.add(certificate);
        }
        try {
            found.put(alias, StoredKey.of(alias, privateKey, chain));
        } catch (CertificateException e) {
            throw new KeyStoreException("the certificate of the entry '" + alias + "' does not parse", e);
        }
    }

    Optional<StoredKey> byAlias(String alias) {
        StoredKey present = byAlias.get(alias);
        return Optional.ofNullable(present == null ? retired.get(alias) : present);
    }

    /** The keys of a standard kind, such as {@code EC}, in the order of the stores. */
    List<StoredKey> ofType(String keyType) {
        return byKeyType.getOrDefault(keyType, List.of());
    }

    /** Whether there is a key of one of these kinds, as a key manager is asked for them. */
    boolean hasAnyOf(String[] keyTypes) {
        for (String each : keyTypes) {
            if (byKeyType.containsKey(KeyType.of(each).keyAlgorithm())) {
                return true;
            }
        }
        return false;
    }

    /** The keys whose certificate may be for a host, whatever their kind. */
    List<StoredKey> forHost(ReferenceName host) {
        return named.find(host);
    }

    /** Whether any key has one of these above it; empty stands for anybody. */
    boolean hasIssuedBy(Set<X500Principal> authorities) {
        return authorities.isEmpty() || authorities.stream().anyMatch(byIssuer::containsKey);
    }

    /**
     * A number for the time between two moments at which a certificate becomes valid or expires: as long as it is the same,
     * so are the certificates that are valid.
     */
    int period(Instant now) {
        // The first moment that is yet to come, found by halving.
        int from = 0;
        int to = turns.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (turns[middle] <= now.toEpochMilli()) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The chains to choose from, by the digest of their leaves. */
    ChainsByDigest chains() {
        return chains;
    }

    /** What was chosen lately, by what was asked. */
    Remembered<KeyQuestion, Optional<StoredKey>> choices() {
        return choices;
    }

    List<StoredKey> all() {
        return List.copyOf(byAlias.values());
    }
}
