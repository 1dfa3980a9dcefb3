package io.handfast.config;

import java.util.Optional;

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

    @Override
    public String toString() {
        return "StoreProperties[" + location.orElse("no location") + ", " + type.orElse("default type") + "]";
    }
}
