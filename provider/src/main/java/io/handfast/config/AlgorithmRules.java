package io.handfast.config;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which algorithms the platform's security properties and the user's own constraints allow.
 *
 * <p>Immutable, and built once from the text of a property such as {@code jdk.tls.disabledAlgorithms}, whose syntax
 * {@code java.security} documents. Entries with a constraint that we do not know are passed over, as are unknown names.
 */
public final class AlgorithmRules {
    private static final String INCLUDE = "include ";
    private static final AlgorithmRules NONE = new AlgorithmRules(List.of(), List.of(), Clock.systemUTC());
    private static final AtomicReference<Parsed> TLS = new AtomicReference<>(new Parsed("", Map.of(), NONE));
    private static final AtomicReference<Parsed> CERT_PATH = new AtomicReference<>(new Parsed("", Map.of(), NONE));

    private final List<DisabledAlgorithm> disabled;
    private final List<AlgorithmConstraints> userConstraints;
    private final Clock clock;

    /** Rules with what they were made from: the text of the property, and of those that it includes. */
    private record Parsed(String text, Map<String, String> included, AlgorithmRules rules) {
        boolean isOf(String current) {
            if (!text.equals(current)) {
                return false;
            }
            for (Map.Entry<String, String> each : included.entrySet()) {
                if (!each.getValue().equals(SystemProperties.includedAlgorithms(each.getKey()))) {
                    return false;
                }
            }
            return true;
        }
    }

    private AlgorithmRules(List<DisabledAlgorithm> disabled, List<AlgorithmConstraints> userConstraints, Clock clock) {
        this.disabled = List.copyOf(disabled);
        this.userConstraints = List.copyOf(userConstraints);
        this.clock = clock;
    }

    /** Rules that allow everything. */
    public static AlgorithmRules none() {
        return NONE;
    }

    /** The rules of {@code jdk.tls.disabledAlgorithms} as the property stands now. */
    public static AlgorithmRules ofTls() {
        return current(TLS, SystemProperties.tlsDisabledAlgorithms());
    }

    /** The rules of {@code jdk.certpath.disabledAlgorithms} as the property stands now. */
    public static AlgorithmRules ofCertPath() {
        return current(CERT_PATH, SystemProperties.certPathDisabledAlgorithms());
    }

    private static AlgorithmRules current(AtomicReference<Parsed> cache, String text) {
        Parsed parsed = Objects.requireNonNull(cache.get(), "never emptied");
        if (!parsed.isOf(text)) {
            Map<String, String> included = new HashMap<>();
            String complete = resolveIncludes(text, property -> {
                String value = SystemProperties.includedAlgorithms(property);
                included.put(property, value);
                return value;
            });
            parsed = new Parsed(text, Map.copyOf(included), parse(complete, Clock.systemUTC()));
            cache.set(parsed);
        }
        return parsed.rules;
    }

    /** Rules from the text of a property without includes; the clock decides about {@code denyAfter}. */
    static AlgorithmRules parse(String text, Clock clock) {
        List<DisabledAlgorithm> entries = new ArrayList<>();
        for (String entry : unquoted(text).split(",", -1)) {
            if (!entry.isBlank()) {
                Optional<DisabledAlgorithm> parsed = DisabledAlgorithm.parse(entry);
                if (parsed.isPresent()) {
                    entries.add(parsed.get());
                }
            }
        }
        return new AlgorithmRules(entries, List.of(), clock);
    }

    /** Replaces each {@code include property} by that property's value, one level deep as the platform does. */
    static String resolveIncludes(String text, UnaryOperator<String> property) {
        List<String> entries = new ArrayList<>();
        for (String entry : unquoted(text).split(",", -1)) {
            String stripped = entry.strip();
            if (stripped.regionMatches(true, 0, INCLUDE, 0, INCLUDE.length())) {
                entries.add(unquoted(
                        property.apply(stripped.substring(INCLUDE.length()).strip())));
            } else {
                entries.add(stripped);
            }
        }
        return String.join(",", entries);
    }

    private static String unquoted(String text) {
        String stripped = text.strip();
        boolean quoted = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }

    /** These rules and the user's: only what both allow is allowed. Null adds nothing. */
    public AlgorithmRules and(@Nullable AlgorithmConstraints user) {
        if (user == null) {
            return this;
        }
        List<AlgorithmConstraints> all = new ArrayList<>(userConstraints);
        all.add(user);
        return new AlgorithmRules(disabled, all, clock);
    }

    /** These rules and others: only what both allow is allowed. */
    public AlgorithmRules and(AlgorithmRules others) {
        List<DisabledAlgorithm> entries = new ArrayList<>(disabled);
        entries.addAll(others.disabled);
        List<AlgorithmConstraints> users = new ArrayList<>(userConstraints);
        users.addAll(others.userConstraints);
        return new AlgorithmRules(entries, users, clock);
    }

    /** The entry that forbids this, as it was written; empty when none does. Does not ask the user's constraints. */
    public Optional<String> objection(AlgorithmQuestion question) {
        for (DisabledAlgorithm entry : disabled) {
            if (entry.disables(question, clock.instant())) {
                return Optional.of(entry.text());
            }
        }
        return Optional.empty();
    }

    public boolean permits(ProtocolVersion version) {
        return objection(AlgorithmQuestion.about(Set.of(version.protocolName())))
                        .isEmpty()
                && userPermits(CryptoPrimitive.KEY_AGREEMENT, version.protocolName(), null);
    }

    public boolean permits(CipherSuite suite) {
        if (objection(AlgorithmQuestion.about(suite.constraintNames())).isPresent()) {
            return false;
        }
        String jsseName = CipherSuites.jsseName(suite);
        return userPermits(CryptoPrimitive.KEY_AGREEMENT, suite.ianaName(), null)
                && (jsseName.equals(suite.ianaName()) || userPermits(CryptoPrimitive.KEY_AGREEMENT, jsseName, null));
    }

    /** Of these suites those that may be used, in the same order. */
    public List<CipherSuite> permitted(List<CipherSuite> suites) {
        List<CipherSuite> permitted = new ArrayList<>();
        for (CipherSuite suite : suites) {
            if (permits(suite)) {
                permitted.add(suite);
            }
        }
        return List.copyOf(permitted);
    }

    /**
     * Whether the group may be used.
     *
     * @param jca where the parameters come from, if the user's constraints want to look at them
     */
    public boolean permits(NamedGroup group, Jca jca) {
        AlgorithmQuestion question =
                AlgorithmQuestion.about(group.constraintNames()).keySize(group.bits());
        if (objection(question).isPresent()) {
            return false;
        }
        if (userConstraints.isEmpty()) {
            return true;
        }
        return userPermits(CryptoPrimitive.KEY_AGREEMENT, group.ianaName(), null)
                && userPermits(
                        CryptoPrimitive.KEY_AGREEMENT,
                        keyAlgorithm(group),
                        group.constraintParameters(jca).orElse(null));
    }

    /** Why a finite field that has no name, or one that is not enabled by name, may not be used; empty when it may. */
    public Optional<String> objection(FiniteFieldGroup group, Jca jca) {
        AlgorithmQuestion question =
                AlgorithmQuestion.about(group.constraintNames()).keySize(group.bits());
        if (!userConstraints.isEmpty()
                && !userPermits(
                        CryptoPrimitive.KEY_AGREEMENT,
                        "DiffieHellman",
                        group.constraintParameters(jca).orElse(null))) {
            return Optional.of("the constraints of this connection");
        }
        return objection(question);
    }

    private static String keyAlgorithm(NamedGroup group) {
        return switch (group.kind()) {
            case ELLIPTIC_CURVE -> "EC";
            case MONTGOMERY_CURVE -> "XDH";
            case FINITE_FIELD -> "DiffieHellman";
            case HYBRID -> "ML-KEM";
        };
    }

    /** Whether the scheme may be used for signatures of the given usage, apart from the key. */
    public boolean permits(SignatureScheme scheme, AlgorithmUsage usage) {
        AlgorithmQuestion question =
                AlgorithmQuestion.about(scheme.constraintNames()).usedFor(Set.of(usage));
        return objection(question).isEmpty()
                && userPermits(CryptoPrimitive.SIGNATURE, scheme.ianaName(), null)
                && userPermits(CryptoPrimitive.SIGNATURE, scheme.keyAlgorithm(), null)
                && userPermits(CryptoPrimitive.SIGNATURE, scheme.jcaName(), null);
    }

    /** Whether a key, ours or the peer's, may sign or verify in a handshake. */
    public boolean permits(Key key, AlgorithmUsage usage) {
        return objection(KeyFacts.question(key).usedFor(Set.of(usage))).isEmpty() && userPermitsKey(key);
    }

    /** Whether the user's own constraints allow a signature algorithm by its platform name. */
    public boolean userPermitsSignature(String signatureAlgorithm, @Nullable AlgorithmParameters parameters) {
        return userPermits(CryptoPrimitive.SIGNATURE, signatureAlgorithm, parameters);
    }

    /** Whether the user's own constraints allow a key in signatures. */
    public boolean userPermitsKey(Key key) {
        Set<CryptoPrimitive> primitives = EnumSet.of(CryptoPrimitive.SIGNATURE);
        for (AlgorithmConstraints constraints : userConstraints) {
            if (!constraints.permits(primitives, key)) {
                return false;
            }
        }
        return true;
    }

    private boolean userPermits(CryptoPrimitive primitive, String algorithm, @Nullable AlgorithmParameters parameters) {
        Set<CryptoPrimitive> primitives = EnumSet.of(primitive);
        for (AlgorithmConstraints constraints : userConstraints) {
            if (!constraints.permits(primitives, algorithm, parameters)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d disabled, %d constraints of the user", disabled.size(), userConstraints.size());
    }
}
