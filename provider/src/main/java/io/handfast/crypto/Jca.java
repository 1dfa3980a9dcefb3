package io.handfast.crypto;

import io.handfast.platform.KeyEncapsulation;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an algorithm is looked up: a snapshot of what the installed providers offer.
 *
 * <p>Scanning the provider list is paid once per algorithm and snapshot; later look-ups name the provider found. A change
 * of the list gives a new snapshot at the next {@link #of}. Whoever puts a provider in front of the JDK's own has chosen
 * it, and is obeyed: then no primitive it offers is taken from Bouncy Castle behind the user's back. Thread-safe.
 */
public final class Jca {
    /** Where the primitives of {@link Primitive} come from. */
    public enum Source {
        /** The faster sound one of the two on this JDK, see {@link PrimitiveSources}; a provider put in front wins. */
        AUTO,
        /** The JCA providers for everything. */
        PLATFORM,
        /** Bouncy Castle's lightweight API wherever it can do the work. */
        BUNDLED
    }

    /**
     * Modules whose providers are the JDK's own. Not among them: jdk.crypto.cryptoki, because a PKCS#11 provider offers
     * algorithms only when somebody has configured it.
     */
    private static final Set<String> JDK_MODULES = Set.of("java.base", "jdk.crypto.ec");

    private static final Map<Source, Jca> SNAPSHOTS = new ConcurrentHashMap<>();

    private final Source source;
    private final Provider[] providers;
    private final Set<Primitive> bundled;
    private final Map<String, Provider> found = new ConcurrentHashMap<>();
    /** Never fed and never keyed: what others are copied from, which costs a fraction of a look-up. */
    private final Map<HashAlgorithm, MessageDigest> digests = new ConcurrentHashMap<>();

    /** One of each hash that has ended and may begin again. */
    private final Map<HashAlgorithm, AtomicReference<@Nullable MessageDigest>> ended =
            new EnumMap<>(HashAlgorithm.class);

    private final Map<HashAlgorithm, Mac> macs = new ConcurrentHashMap<>();
    private final Map<String, CipherOffer> ciphers = new ConcurrentHashMap<>();
    private final Map<String, Provider> platformCiphers = new ConcurrentHashMap<>();

    private Jca(Source source, Provider[] providers) {
        this.source = source;
        this.providers = providers;
        this.bundled = EnumSet.noneOf(Primitive.class);
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            ended.put(hash, new AtomicReference<>());
        }
        for (Primitive primitive : Primitive.values()) {
            if (choosesBundled(primitive)) {
                bundled.add(primitive);
            }
        }
    }

    /** The snapshot for the providers installed now. */
    public static Jca of(Source source) {
        Provider[] installed = Security.getProviders();
        Jca known = SNAPSHOTS.get(source);
        if (known != null && known.isOf(installed)) {
            return known;
        }
        BundledStart.begin();
        Jca fresh = new Jca(source, installed);
        SNAPSHOTS.put(source, fresh);
        return fresh;
    }

    /** A snapshot of a list that is not the installed one. */
    static Jca of(Source source, List<Provider> providers) {
        return new Jca(source, providers.toArray(new Provider[0]));
    }

    public Source source() {
        return source;
    }

    /** Whether this primitive comes from Bouncy Castle's lightweight API rather than from the JCA. */
    public boolean bundled(Primitive primitive) {
        return bundled.contains(primitive);
    }

    /**
     * A fresh digest.
     *
     * @throws ProviderException when no provider has it
     */
    public MessageDigest digest(HashAlgorithm hash) {
        try {
            MessageDigest pristine = digests.get(hash);
            if (pristine == null) {
                pristine = MessageDigest.getInstance(hash.digestName(), provider("MessageDigest", hash.digestName()));
                digests.put(hash, pristine);
            }
            return copy(pristine);
        } catch (NoSuchAlgorithmException absent) {
            throw missing(hash.digestName(), absent);
        }
    }

    /**
     * The hash of what is there as a whole. The digest stays here for the next that is asked for, with the buffers it has
     * grown, so nothing secret should go into it.
     *
     * @param input feeds all of it, and keeps no hold of the digest
     * @throws ProviderException when no provider has the hash
     */
    public byte[] hash(HashAlgorithm hash, Consumer<MessageDigest> input) {
        AtomicReference<@Nullable MessageDigest> place = Objects.requireNonNull(ended.get(hash));
        // Taken out while in use, so no two threads ever feed the same; whoever finds none makes another.
        MessageDigest present = place.getAndSet(null);
        MessageDigest digest = present == null ? digest(hash) : present;
        input.accept(digest);
        byte[] value = digest.digest();
        place.set(digest);
        return value;
    }

    private static MessageDigest copy(MessageDigest pristine) throws NoSuchAlgorithmException {
        try {
            return (MessageDigest) pristine.clone();
        } catch (CloneNotSupportedException notThisProvider) {
            return MessageDigest.getInstance(pristine.getAlgorithm(), pristine.getProvider());
        }
    }

    /**
     * A fresh, unkeyed MAC.
     *
     * @throws ProviderException when no provider has it
     */
    public Mac mac(HashAlgorithm hash) {
        try {
            Mac pristine = macs.get(hash);
            if (pristine == null) {
                pristine = Mac.getInstance(hash.hmacName(), provider("Mac", hash.hmacName()));
                macs.put(hash, pristine);
            }
            return copy(pristine);
        } catch (NoSuchAlgorithmException absent) {
            throw missing(hash.hmacName(), absent);
        }
    }

    private static Mac copy(Mac pristine) throws NoSuchAlgorithmException {
        try {
            return (Mac) pristine.clone();
        } catch (CloneNotSupportedException notThisProvider) {
            return Mac.getInstance(pristine.getAlgorithm(), pristine.getProvider());
        }
    }

    /**
     * A fresh cipher for keys that are plain bytes.
     *
     * @throws ProviderException when no provider has it
     */
    public Cipher cipher(String transformation) {
        return cipher(transformation, transformation, List.of());
    }

    /**
     * The same for a cipher that also has an object identifier: providers which know that give out a cipher for less than
     * half of the objects, because there is no transformation to take apart.
     *
     * @throws ProviderException when no provider has it
     */
    public Cipher cipher(String transformation, String objectIdentifier) {
        return cipher(objectIdentifier, transformation, List.of(objectIdentifier));
    }

    private Cipher cipher(String key, String transformation, List<String> otherNames) {
        CipherOffer known = ciphers.get(key);
        try {
            return known == null
                    ? firstCipher(key, transformation, otherNames)
                    : Cipher.getInstance(known.name, known.provider);
        } catch (NoSuchAlgorithmException | NoSuchPaddingException absent) {
            throw missing(transformation, absent);
        }
    }

    /** A fresh cipher from the JDK's own providers, where how the result comes out matters; empty when they lack it. */
    Optional<Cipher> platformCipher(String transformation) {
        Provider known = platformCiphers.get(transformation);
        if (known != null) {
            return cipher(transformation, known);
        }
        for (Provider provider : providers) {
            Optional<Cipher> cipher = isOfJdk(provider) ? cipher(transformation, provider) : Optional.empty();
            if (cipher.isPresent()) {
                platformCiphers.put(transformation, provider);
                return cipher;
            }
        }
        return Optional.empty();
    }

    /** A cipher whose provider is chosen by the key at {@code init}, for keys that may live in a token. */
    public Cipher cipherForKey(String transformation) throws NoSuchAlgorithmException, NoSuchPaddingException {
        return Cipher.getInstance(transformation);
    }

    /** A signature whose provider is chosen by the key at {@code initSign} or {@code initVerify}. */
    public Signature signature(String algorithm) throws NoSuchAlgorithmException {
        return Signature.getInstance(algorithm);
    }

    public KeyFactory keyFactory(String algorithm) throws NoSuchAlgorithmException {
        return KeyFactory.getInstance(algorithm);
    }

    public KeyPairGenerator keyPairGenerator(String algorithm) throws NoSuchAlgorithmException {
        return KeyPairGenerator.getInstance(algorithm);
    }

    /** A key agreement whose provider is chosen by the key at {@code init}. */
    public KeyAgreement keyAgreement(String algorithm) throws NoSuchAlgorithmException {
        return KeyAgreement.getInstance(algorithm);
    }

    public AlgorithmParameters algorithmParameters(String algorithm) throws NoSuchAlgorithmException {
        return AlgorithmParameters.getInstance(algorithm);
    }

    /**
     * A factory for X.509 certificates.
     *
     * @throws ProviderException when no provider has one
     */
    public CertificateFactory certificateFactory() {
        try {
            return CertificateFactory.getInstance("X.509", provider("CertificateFactory", "X.509"));
        } catch (CertificateException | NoSuchAlgorithmException absent) {
            throw missing("X.509 certificates", absent);
        }
    }

    /**
     * A factory of a certain provider, which reads X.509 certificates as that provider judges them.
     *
     * @throws CertificateException when it has none
     */
    public static CertificateFactory certificateFactory(Provider judge) throws CertificateException {
        return CertificateFactory.getInstance("X.509", judge);
    }

    /** The platform's preferred generator, seeded by itself. */
    public SecureRandom secureRandom() {
        return new SecureRandom();
    }

    /** Whether some provider of this snapshot offers the service, such as {@code Signature} {@code Ed448}. */
    public boolean offers(String type, String algorithm) {
        return first(type, algorithm) != null;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isOf(Provider[] installed) {
        // Providers are compared by identity: Provider.equals looks at the whole property map.
        if (providers.length != installed.length) {
            return false;
        }
        for (int i = 0; i < providers.length; i++) {
            if (providers[i] != installed[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean choosesBundled(Primitive primitive) {
        return switch (source) {
            case PLATFORM -> false;
            case BUNDLED -> true;
            case AUTO ->
                !reachable(primitive) || PrimitiveSources.bundledIsBetter(primitive) && !chosenByUser(primitive);
        };
    }

    /** Whether there is a way to a provider: before JDK 21 the JCA had no API for key encapsulation. */
    private static boolean reachable(Primitive primitive) {
        return !primitive.serviceType().equals("KEM") || KeyEncapsulation.available();
    }

    /** Whether the first provider that offers the primitive is not one the JDK brought along. */
    private boolean chosenByUser(Primitive primitive) {
        for (Provider provider : providers) {
            for (String name : primitive.serviceNames()) {
                if (provider.getService(primitive.serviceType(), name) != null) {
                    return !isOfJdk(provider);
                }
            }
        }
        return false;
    }

    private static boolean isOfJdk(Provider provider) {
        String module = provider.getClass().getModule().getName();
        return module != null && JDK_MODULES.contains(module);
    }

    private Provider provider(String type, String algorithm) throws NoSuchAlgorithmException {
        Provider provider = first(type, algorithm);
        if (provider == null) {
            throw new NoSuchAlgorithmException("no provider offers " + type + " " + algorithm);
        }
        return provider;
    }

    private @Nullable Provider first(String type, String algorithm) {
        String key = type + ' ' + algorithm;
        Provider known = found.get(key);
        if (known != null) {
            return known;
        }
        for (Provider provider : providers) {
            if (provider.getService(type, algorithm) != null) {
                found.put(key, provider);
                return provider;
            }
        }
        return null;
    }

    private Cipher firstCipher(String key, String transformation, List<String> otherNames)
            throws NoSuchAlgorithmException {
        List<String> names = new ArrayList<>(otherNames);
        // In capitals first: the JCA makes capitals of each part of a name whenever it is asked, unless they are
        // already.
        names.add(transformation.toUpperCase(Locale.ROOT));
        names.add(transformation);
        for (Provider provider : providers) {
            for (String name : names) {
                Optional<Cipher> cipher = cipher(name, provider);
                if (cipher.isPresent()) {
                    ciphers.put(key, new CipherOffer(provider, name));
                    return cipher.get();
                }
            }
        }
        throw new NoSuchAlgorithmException("no provider offers Cipher " + transformation);
    }

    /** A provider may offer the parts (AES, mode GCM) without listing the whole, so only trying tells. */
    private static Optional<Cipher> cipher(String transformation, Provider provider) {
        try {
            return Optional.of(Cipher.getInstance(transformation, provider));
        } catch (NoSuchAlgorithmException | NoSuchPaddingException | SecurityException notThisOne) {
            return Optional.empty();
        }
    }

    /** Who has a cipher, and the name it gave it under. */
    private record CipherOffer(Provider provider, String name) {}

    private static ProviderException missing(String what, Exception cause) {
        return new ProviderException("this Java runtime has no provider for " + what, cause);
    }

    @Override
    public String toString() {
        return "Jca[" + source + ", " + Arrays.toString(providers) + "]";
    }
}
