package io.handfast.config;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a default key store is, as {@code javax.net.ssl.keyStore} or {@code javax.net.ssl.trustStore} and their companions say.
 *
 * @param location a file, or {@code NONE} for a store that has no file, such as a token
 * @param type the key store type; the platform's default when empty
 * @param provider the name of the provider to ask; the first that offers the type when empty
 * @param password the password; never printed
 */
public record StoreProperties(
        Optional<String> location, Optional<String> type, Optional<String> provider, Optional<String> password) {
    /** Whether the store has no file. */
    public boolean withoutFile() {
        return location.filter("NONE"::equals).isPresent();
    }

    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field,
    // and the first one of a JVM takes some milliseconds to link.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreProperties that
                && location.equals(that.location)
                && type.equals(that.type)
                && provider.equals(that.provider)
                && password.equals(that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(location, type, provider, password);
    }

    @Override
    public String toString() {
        return "StoreProperties[" + location.orElse("no location") + ", " + type.orElse("default type") + "]";
    }
}
