package io.handfast.jsse;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.AlgorithmUsage;
import io.handfast.config.Defaults;
import io.handfast.crypto.Jca;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What remains of the wishes once the constraints and this JDK have had their say (RFC 8446 §9.1).
 *
 * <p>A version for which nothing remains that it needs is not offered.
 */
record Selection(
        List<ProtocolVersion> versions,
        List<CipherSuite> cipherSuites,
        List<NamedGroup> groups,
        List<NamedGroup> keyShareGroups,
        List<SignatureScheme> signatureSchemes,
        List<SignatureScheme> signingSchemes) {

    /** The wishes; equal wishes lead to equal selections. */
    record Wishes(
            Jca jca,
            AlgorithmRules rules,
            List<ProtocolVersion> versions,
            List<CipherSuite> cipherSuites,
            List<NamedGroup> groups,
            Optional<List<NamedGroup>> keyShareGroups,
            boolean postQuantumRequired,
            List<SignatureScheme> signatureSchemes,
            List<SignatureScheme> signingSchemes) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wishes that
                    && postQuantumRequired == that.postQuantumRequired
                    && jca.equals(that.jca)
                    && rules.equals(that.rules)
                    && versions.equals(that.versions)
                    && cipherSuites.equals(that.cipherSuites)
                    && groups.equals(that.groups)
                    && keyShareGroups.equals(that.keyShareGroups)
                    && signatureSchemes.equals(that.signatureSchemes)
                    && signingSchemes.equals(that.signingSchemes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(
                    postQuantumRequired,
                    jca,
                    rules,
                    versions,
                    cipherSuites,
                    groups,
                    keyShareGroups,
                    signatureSchemes,
                    signingSchemes);
        }
    }

    /**
     * Makes the selection.
     *
     * @throws io.handfast.alert.TlsException {@code handshake_failure} if no version remains
     */
    static Selection of(Wishes wishes) {
        AlgorithmRules rules = wishes.rules();
        List<NamedGroup> groups = groups(wishes);
        List<CipherSuite> suites = rules.permitted(wishes.cipherSuites());
        List<ProtocolVersion> versions = versions(wishes, suites, groups);
        if (versions.isEmpty()) {
            throw HANDSHAKE_FAILURE.because("no version is possible"
                    + (wishes.postQuantumRequired() ? " with the post-quantum key exchange that is required" : "")
                    + ": enabled are " + wishes.versions() + " with "
                    + wishes.cipherSuites() + ", of which the algorithm constraints leave the suites " + suites
                    + " and the groups "
                    + groups.stream().map(NamedGroup::ianaName).toList());
        }
        return new Selection(
                versions,
                usable(suites, versions),
                groups,
                // RFC 8446 §4.2.8: shares stand in the order of the groups, and none is of a group that is not offered
                wishes.keyShareGroups().isPresent()
                        ? both(groups, wishes.keyShareGroups().get())
                        : keyShareGroups(groups),
                permitted(wishes.signatureSchemes(), wishes),
                permitted(wishes.signingSchemes(), wishes));
    }

    private static List<NamedGroup> groups(Wishes wishes) {
        List<NamedGroup> groups = new ArrayList<>();
        for (NamedGroup group : wishes.groups()) {
            if (group.supported(wishes.jca())
                    && wishes.rules().permits(group, wishes.jca())
                    && (group.postQuantum() || !wishes.postQuantumRequired())) {
                groups.add(group);
            }
        }
        return List.copyOf(groups);
    }

    private static List<ProtocolVersion> versions(Wishes wishes, List<CipherSuite> suites, List<NamedGroup> groups) {
        List<ProtocolVersion> versions = new ArrayList<>();
        for (ProtocolVersion version : wishes.versions()) {
            // RFC 10024 §3: before TLS 1.3 there is no such key exchange
            if (wishes.rules().permits(version)
                    && possible(version, suites, groups)
                    && (version.is13() || !wishes.postQuantumRequired())) {
                versions.add(version);
            }
        }
        return List.copyOf(versions);
    }

    private static List<CipherSuite> usable(List<CipherSuite> suites, List<ProtocolVersion> versions) {
        List<CipherSuite> usable = new ArrayList<>();
        for (CipherSuite suite : suites) {
            for (ProtocolVersion version : versions) {
                if (suite.usableIn(version)) {
                    usable.add(suite);
                    break;
                }
            }
        }
        return List.copyOf(usable);
    }

    private static List<SignatureScheme> permitted(List<SignatureScheme> schemes, Wishes wishes) {
        List<SignatureScheme> permitted = new ArrayList<>();
        for (SignatureScheme scheme : schemes) {
            if (scheme.supported(wishes.jca()) && wishes.rules().permits(scheme, AlgorithmUsage.HANDSHAKE_SIGNATURE)) {
                permitted.add(scheme);
            }
        }
        return List.copyOf(permitted);
    }

    private static boolean possible(ProtocolVersion version, List<CipherSuite> suites, List<NamedGroup> groups) {
        return !usable(suites, List.of(version)).isEmpty() && !(version.is13() && groups.isEmpty());
    }

    /** Of the first list what is in the other, too. */
    private static List<NamedGroup> both(List<NamedGroup> groups, List<NamedGroup> wanted) {
        List<NamedGroup> both = new ArrayList<>(groups);
        both.retainAll(wanted);
        return List.copyOf(both);
    }

    /** The usual ones, unless the list begins with another: then that is what somebody wants. */
    private static List<NamedGroup> keyShareGroups(List<NamedGroup> groups) {
        if (groups.isEmpty() || !Defaults.keyShareGroups().contains(groups.get(0))) {
            return groups.subList(0, Math.min(1, groups.size()));
        }
        return both(groups, Defaults.keyShareGroups());
    }
}
