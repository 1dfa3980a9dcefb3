package io.handfast.config;

import io.handfast.crypto.Jca;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

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

    /**
     * How revocation is looked up: {@code io.handfast.revocation} ({@code off}, {@code stapled}, {@code soft} or {@code hard}),
     * {@code com.sun.net.ssl.checkRevocation}, {@code com.sun.security.ocsp.timeout}, {@code com.sun.security.crl.timeout},
     * {@code com.sun.security.ocsp.clockSkew}, {@code jdk.security.certpath.ocspNonce} and the security property
     * {@code ocsp.responderURL}.
     */
    public static RevocationOptions revocation() {
        Optional<String> policy = system("io.handfast.revocation");
        return new RevocationOptions(
                policy.isPresent() ? Optional.of(revocationPolicy(policy.get())) : Optional.empty(),
                checkRevocation(),
                timeout("com.sun.security.ocsp.timeout", Defaults.OCSP_TIMEOUT),
                timeout("com.sun.security.crl.timeout", Defaults.CRL_TIMEOUT),
                duration("com.sun.security.ocsp.clockSkew").orElse(Defaults.OCSP_CLOCK_SKEW),
                flag("jdk.security.certpath.ocspNonce"),
                filled(Security.getProperty("ocsp.responderURL")));
    }

    /**
     * How servers staple: {@code jdk.tls.server.enableStatusRequestExtension} and {@code jdk.tls.stapling.responseTimeout} in
     * milliseconds, {@code cacheSize}, {@code cacheLifetime} in seconds, {@code responderURI} and {@code responderOverride}.
     */
    public static StaplingOptions stapling() {
        return new StaplingOptions(
                flag("jdk.tls.server.enableStatusRequestExtension"),
                Duration.ofMillis(positive("jdk.tls.stapling.responseTimeout").orElse(5000)),
                notNegative("jdk.tls.stapling.cacheSize").orElse(256),
                Duration.ofSeconds(notNegative("jdk.tls.stapling.cacheLifetime").orElse(3600)),
                system("jdk.tls.stapling.responderURI"),
                flag("jdk.tls.stapling.responderOverride"));
    }

    private static OptionalInt notNegative(String name) {
        Integer value = Integer.getInteger(name);
        return value == null || value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static RevocationPolicy revocationPolicy(String wanted) {
        for (RevocationPolicy policy : RevocationPolicy.values()) {
            if (policy.name().equalsIgnoreCase(wanted)) {
                return policy;
            }
        }
        throw new IllegalArgumentException(
                "io.handfast.revocation is \"" + wanted + "\", but must be off, stapled, soft or hard");
    }

    /** Seconds, or with {@code ms} or {@code s} behind the number what that says, as newer JDKs read it. */
    private static Optional<Duration> duration(String name) {
        Optional<String> wanted = system(name);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String text = wanted.get().strip().toLowerCase(Locale.ROOT);
        if (!text.matches("[0-9]{1,9}(ms|s)?")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.replaceAll("[a-z]", ""));
        return Optional.of(text.endsWith("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number));
    }

    /** A timeout of zero means to wait for ever, which nobody does here. */
    private static Duration timeout(String name, Duration otherwise) {
        Duration wanted = duration(name).orElse(otherwise);
        return wanted.isZero() ? otherwise : wanted;
    }

    /** {@code jdk.tls.client.enableStatusRequestExtension}: whether clients ask servers to staple; true by default. */
    public static boolean clientAsksForStatus() {
        return flagUnlessDenied("jdk.tls.client.enableStatusRequestExtension");
    }

    /** {@code com.sun.security.enableAIAcaIssuers}: whether missing issuers may be fetched from where a certificate says. */
    public static boolean fetchesMissingIssuers() {
        return flag("com.sun.security.enableAIAcaIssuers");
    }

    /** {@code jdk.security.caDistrustPolicies}: the names of the policies about authorities that lost trust. */
    public static List<String> distrustPolicies() {
        return parts(security("jdk.security.caDistrustPolicies").orElse(""));
    }

    /**
     * {@code jdk.security.allowNonCaAnchor}, the system property and, where that is not set, the security property: whether trust
     * anchors that are no authorities may vouch for others; set and empty means yes.
     */
    public static boolean allowsNonCaAnchors() {
        String name = "jdk.security.allowNonCaAnchor";
        String value = System.getProperty(name, Security.getProperty(name));
        return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
    }

    /**
     * {@code io.handfast.validationCacheSeconds}: how long a chain that was found good need not be validated again; 0 for never,
     * five minutes by default.
     */
    public static Duration validationLifetime() {
        String name = "io.handfast.validationCacheSeconds";
        Optional<String> wanted = system(name);
        if (wanted.isEmpty()) {
            return Defaults.VALIDATION_LIFETIME;
        }
        if (!wanted.get().matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    name + " is \"" + wanted.get() + "\", but must be a number of seconds, or 0 for no cache");
        }
        return Duration.ofSeconds(Integer.parseInt(wanted.get()));
    }

    /** {@code java.home}. */
    public static String javaHome() {
        return system("java.home").orElse("");
    }

    /** {@code jdk.tls.client.protocols}: the versions a default client context enables. */
    public static List<String> clientProtocols() {
        return list("jdk.tls.client.protocols");
    }

    /** {@code jdk.tls.server.protocols}: the versions a default server context enables. */
    public static List<String> serverProtocols() {
        return list("jdk.tls.server.protocols");
    }

    /** {@code jdk.tls.client.cipherSuites}: the suites that clients enable by default. */
    public static List<String> clientCipherSuites() {
        return list("jdk.tls.client.cipherSuites");
    }

    /** {@code jdk.tls.server.cipherSuites}: the suites that servers enable by default. */
    public static List<String> serverCipherSuites() {
        return list("jdk.tls.server.cipherSuites");
    }

    /** {@code jdk.tls.namedGroups}: the groups that are enabled, in order of preference. */
    public static List<String> namedGroups() {
        return list("jdk.tls.namedGroups");
    }

    /** {@code jdk.tls.client.SignatureSchemes}: the signature schemes that clients enable. */
    public static List<String> clientSignatureSchemes() {
        return list("jdk.tls.client.SignatureSchemes");
    }

    /** {@code jdk.tls.server.SignatureSchemes}: the signature schemes that servers enable. */
    public static List<String> serverSignatureSchemes() {
        return list("jdk.tls.server.SignatureSchemes");
    }

    /** {@code jdk.tls.maxHandshakeMessageSize} in bytes, if it is a positive number. */
    public static OptionalInt maxHandshakeMessageSize() {
        return positive("jdk.tls.maxHandshakeMessageSize");
    }

    /** {@code jdk.tls.client.maxInboundCertificateChainLength}: the most certificates that clients take of a server. */
    public static OptionalInt clientMaxCertificateChainLength() {
        return maxCertificateChainLength("jdk.tls.client.maxInboundCertificateChainLength");
    }

    /** {@code jdk.tls.server.maxInboundCertificateChainLength}: the most certificates that servers take of a client. */
    public static OptionalInt serverMaxCertificateChainLength() {
        return maxCertificateChainLength("jdk.tls.server.maxInboundCertificateChainLength");
    }

    /** What is said of one role, if it is a positive number, else {@code jdk.tls.maxCertificateChainLength}, if that is one. */
    private static OptionalInt maxCertificateChainLength(String ofRole) {
        OptionalInt wanted = positive(ofRole);
        return wanted.isPresent() ? wanted : positive("jdk.tls.maxCertificateChainLength");
    }

    /** {@code jdk.tls.client.useCompatibilityMode}: whether clients look like TLS 1.2 to middleboxes; true by default. */
    public static boolean middleboxCompatibility() {
        return flagUnlessDenied("jdk.tls.client.useCompatibilityMode");
    }

    /** {@code jdk.tls.ephemeralDHKeySize}: {@code legacy}, {@code matched}, or a number of bits. */
    public static EphemeralKeySize ephemeralKeySize() {
        Optional<String> wanted = system("jdk.tls.ephemeralDHKeySize");
        return wanted.isPresent() ? EphemeralKeySize.parse(wanted.get()) : EphemeralKeySize.DEFAULT;
    }

    /** {@code com.sun.net.ssl.requireCloseNotify}: whether the end of a stream without close_notify is an error. */
    public static boolean requireCloseNotify() {
        return flag("com.sun.net.ssl.requireCloseNotify");
    }

    /** {@code javax.net.ssl.sessionCacheSize}: how many sessions a context keeps; 0 for any number. */
    public static OptionalInt sessionCacheSize() {
        Integer value = Integer.getInteger("javax.net.ssl.sessionCacheSize");
        return value == null || value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /**
     * {@code jdk.tls.server.enableSessionTicketExtension}: whether servers seal sessions into tickets instead of keeping
     * them; true by default.
     */
    public static boolean serverSessionTickets() {
        return flagUnlessDenied("jdk.tls.server.enableSessionTicketExtension");
    }

    /** {@code jdk.tls.client.enableSessionTicketExtension}: whether clients ask for tickets in TLS 1.2; true by default. */
    public static boolean clientSessionTickets() {
        return flagUnlessDenied("jdk.tls.client.enableSessionTicketExtension");
    }

    /**
     * {@code jdk.tls.allowLegacyResumption}: whether TLS 1.2 sessions without extended master secret are resumed; false by
     * default.
     */
    public static boolean legacyResumption() {
        return flag("jdk.tls.allowLegacyResumption");
    }

    /** {@code jdk.tls.server.newSessionTicketCount}: how many tickets a TLS 1.3 server issues, 0 to 10. */
    public static OptionalInt newSessionTicketCount() {
        Integer value = Integer.getInteger("jdk.tls.server.newSessionTicketCount");
        return value == null || value < 0 || value > 10 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** {@code jdk.tls.server.statelessKeyTimeout}: how long a ticket key seals, given in seconds. */
    public static Optional<Duration> ticketKeyPeriod() {
        OptionalInt seconds = positive("jdk.tls.server.statelessKeyTimeout");
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    /** {@code jdk.tls.keyLimits}: after how many bytes keys are renewed in TLS 1.3. */
    public static KeyLimits keyLimits() {
        return KeyLimits.parse(security("jdk.tls.keyLimits").orElse(""));
    }

    /** {@code io.handfast.postQuantum}: {@code required}, or {@code preferred}, the default. */
    public static boolean postQuantumRequired() {
        String wanted = system("io.handfast.postQuantum").orElse("preferred");
        if (wanted.equalsIgnoreCase("required")) {
            return true;
        }
        if (wanted.equalsIgnoreCase("preferred")) {
            return false;
        }
        throw new IllegalArgumentException(
                "io.handfast.postQuantum is \"" + wanted + "\", but must be required or preferred");
    }

    /** {@code io.handfast.keyLogFile}: the file that traffic secrets are appended to; there is no other way to ask for it. */
    public static Optional<String> keyLogFile() {
        return system("io.handfast.keyLogFile");
    }

    /** {@code io.handfast.fallback}: whether clients say that they offer less than they could (RFC 7507); false by default. */
    public static boolean signalsFallback() {
        return flag("io.handfast.fallback");
    }

    /**
     * {@code sun.security.ssl.allowLegacyHelloMessages}: whether peers before TLS 1.3 may be ignorant of secure renegotiation;
     * true by default.
     */
    public static boolean legacyHellos() {
        return flagUnlessDenied("sun.security.ssl.allowLegacyHelloMessages");
    }

    /** {@code io.handfast.renegotiation}: {@code client} for clients that renegotiate on request, {@code never} by default. */
    public static boolean clientsRenegotiate() {
        String wanted = system("io.handfast.renegotiation").orElse("never");
        if (wanted.equalsIgnoreCase("client")) {
            return true;
        }
        if (wanted.equalsIgnoreCase("never")) {
            return false;
        }
        throw new IllegalArgumentException(
                "io.handfast.renegotiation is \"" + wanted + "\", but must be client or never");
    }

    /** {@code io.handfast.primitives}: {@code auto}, {@code platform} or {@code bundled}, see {@link Jca.Source}. */
    public static Jca.Source primitives() {
        String wanted = system("io.handfast.primitives").orElse("auto");
        for (Jca.Source source : Jca.Source.values()) {
            if (source.name().equalsIgnoreCase(wanted)) {
                return source;
            }
        }
        throw new IllegalArgumentException(
                "io.handfast.primitives is \"" + wanted + "\", but must be auto, platform or bundled");
    }

    /** The parts of a list between commas, without quotes and white space; empty when not set. */
    private static List<String> list(String name) {
        return parts(system(name).orElse("").replace("\"", ""));
    }

    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    private static OptionalInt positive(String name) {
        Integer value = Integer.getInteger(name);
        return value == null || value <= 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static boolean flag(String name) {
        return Boolean.getBoolean(name);
    }

    /** What is true by default: anything that is set and is not {@code true} denies it. */
    private static boolean flagUnlessDenied(String name) {
        return system(name).isEmpty() || flag(name);
    }

    private static Optional<String> system(String name) {
        return filled(System.getProperty(name));
    }

    private static Optional<String> filled(@Nullable String value) {
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<String> security(String name) {
        return Optional.ofNullable(Security.getProperty(name));
    }
}
