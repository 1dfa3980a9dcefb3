package io.handfast.jsse.trust;

import io.handfast.config.StoreProperties;
import io.handfast.config.SystemProperties;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The stores that the {@code javax.net.ssl} properties and the platform's own files stand for (JSSE Reference Guide, "Customizing
 * JSSE").
 *
 * <p>Read when asked for. The default anchors are kept while their file stays the same, as many contexts share them.
 */
final class DefaultStores {
    private static final StoreProperties UNNAMED =
            new StoreProperties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final AtomicReference<@Nullable Loaded> ANCHORS = new AtomicReference<>();
    private static final AtomicReference<@Nullable Loaded> PLATFORM_ANCHORS = new AtomicReference<>();

    private record Version(Path file, Optional<String> type, Optional<String> provider, long modified, long size) {
        static Version of(Path file, StoreProperties properties) throws IOException {
            return new Version(
                    file,
                    properties.type(),
                    properties.provider(),
                    Files.getLastModifiedTime(file).toMillis(),
                    Files.size(file));
        }
    }

    private record Loaded(Version version, TrustAnchors anchors) {}

    private DefaultStores() {}

    /** The anchors that hold when an application names none: {@code javax.net.ssl.trustStore}, jssecacerts or cacerts. */
    static TrustAnchors anchors() throws GeneralSecurityException, IOException {
        return anchors(SystemProperties.trustStore());
    }

    /** Whether no property names a trust store or says anything about it, so that the platform's own file holds. */
    static boolean platformAnchorsHold() {
        return SystemProperties.trustStore().equals(UNNAMED);
    }

    /** The anchors in the platform's own file, whatever the properties say now. */
    static TrustAnchors platformAnchors() throws GeneralSecurityException, IOException {
        return anchors(UNNAMED);
    }

    private static TrustAnchors anchors(StoreProperties properties) throws GeneralSecurityException, IOException {
        if (properties.withoutFile()) {
            return TrustAnchors.of(load(properties, null));
        }
        Optional<Path> file = properties.location().map(Path::of).or(DefaultStores::platformFile);
        if (file.isEmpty() || !Files.isReadable(file.get())) {
            // The platform has always read a trust store that is not there as one that trusts nobody.
            return new TrustAnchors(List.of());
        }
        Version version = Version.of(file.get(), properties);
        Loaded loaded = ANCHORS.get();
        if (loaded == null || !loaded.version.equals(version)) {
            loaded = new Loaded(version, TrustAnchors.of(load(properties, file.get())));
            ANCHORS.set(loaded);
        }
        return loaded.anchors;
    }

    /** The store of {@code javax.net.ssl.keyStore}; empty when the property is not set. */
    static Optional<KeyStore> keys() throws GeneralSecurityException, IOException {
        StoreProperties properties = SystemProperties.keyStore();
        if (properties.location().isEmpty()) {
            return Optional.empty();
        }
        Path file =
                properties.withoutFile() ? null : Path.of(properties.location().get());
        return Optional.of(load(properties, file));
    }

    /** Whether a trust anchor came with the platform, which is what {@code jdkCA} in a rule asks. */
    static boolean isPlatformAnchor(X509Certificate anchor) throws GeneralSecurityException, IOException {
        Path file = inSecurityDirectory("cacerts");
        if (!Files.isReadable(file)) {
            return false;
        }
        Version version = Version.of(file, UNNAMED);
        Loaded loaded = PLATFORM_ANCHORS.get();
        if (loaded == null || !loaded.version.equals(version)) {
            loaded = new Loaded(version, marked(load(UNNAMED, file)));
            PLATFORM_ANCHORS.set(loaded);
        }
        return loaded.anchors.contains(anchor);
    }

    /** The entries that the makers of the platform have put into cacerts; their aliases say so. */
    private static TrustAnchors marked(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (alias.contains(" [jdk") && store.getCertificate(alias) instanceof X509Certificate certificate) {
                found.add(certificate);
            }
        }
        return new TrustAnchors(found);
    }

    private static Optional<Path> platformFile() {
        Path own = inSecurityDirectory("jssecacerts");
        return Optional.of(Files.exists(own) ? own : inSecurityDirectory("cacerts"));
    }

    private static Path inSecurityDirectory(String name) {
        return Path.of(SystemProperties.javaHome(), "lib", "security", name);
    }

    private static KeyStore load(StoreProperties properties, @Nullable Path file)
            throws GeneralSecurityException, IOException {
        char[] password = properties.password().map(String::toCharArray).orElse(null);
        if (file != null
                && Files.isRegularFile(file)
                && properties.type().isEmpty()
                && properties.provider().isEmpty()) {
            // Looks at the content, so that a file of either usual type is read whatever the default type is.
            return KeyStore.getInstance(file.toFile(), password);
        }
        String type = properties.type().orElseGet(KeyStore::getDefaultType);
        KeyStore store = properties.provider().isPresent()
                ? KeyStore.getInstance(type, properties.provider().get())
                : KeyStore.getInstance(type);
        if (file == null) {
            store.load(null, password);
        } else {
            try (InputStream input = new FileInputStream(file.toFile())) {
                store.load(input, password);
            }
        }
        return store;
    }
}
