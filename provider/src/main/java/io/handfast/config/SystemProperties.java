package io.handfast.config;

import java.security.Security;
import java.util.Optional;

/**
 * The only reader of system and security properties.
 *
 * <p>Every method reads when it is called, so that a property set before a context is made always counts.
 */
public final class SystemProperties {
    private SystemProperties() {}

    /** {@code jdk.tls.disabledAlgorithms}, as it stands; empty when not set. */
    public static String tlsDisabledAlgorithms() {
        return security("jdk.tls.disabledAlgorithms").orElse("");
    }

    /** {@code jdk.certpath.disabledAlgorithms}, as it stands; empty when not set. */
    public static String certPathDisabledAlgorithms() {
        return security("jdk.certpath.disabledAlgorithms").orElse("");
    }

    /** The property that a disabled-algorithms property includes by name; empty when not set. */
    public static String includedAlgorithms(String property) {
        return security(property).orElse("");
    }

    /** {@code javax.net.ssl.trustStore} and its companions. */
    public static StoreProperties trustStore() {
        return store("javax.net.ssl.trustStore");
    }

    /** {@code javax.net.ssl.keyStore} and its companions. */
    public static StoreProperties keyStore() {
        return store("javax.net.ssl.keyStore");
    }

    private static StoreProperties store(String prefix) {
        return new StoreProperties(
                system(prefix), system(prefix + "Type"), system(prefix + "Provider"), system(prefix + "Password"));
    }

    /** {@code com.sun.net.ssl.checkRevocation}: whether chains are checked for revocation without being asked otherwise. */
    public static boolean checkRevocation() {
        return flag("com.sun.net.ssl.checkRevocation");
    }

    /** {@code com.sun.security.enableAIAcaIssuers}: whether missing issuers may be fetched from where a certificate says. */
    public static boolean fetchesMissingIssuers() {
        return flag("com.sun.security.enableAIAcaIssuers");
    }

    /** {@code java.home}. */
    public static String javaHome() {
        return system("java.home").orElse("");
    }

    private static boolean flag(String name) {
        return system(name).map(Boolean::parseBoolean).orElse(false);
    }

    private static Optional<String> system(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> security(String name) {
        return Optional.ofNullable(Security.getProperty(name));
    }
}
