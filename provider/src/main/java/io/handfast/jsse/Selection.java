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
        List<NamedGroup> groups = wishes.groups().stream()
                .filter(group -> group.supported(wishes.jca()) && rules.permits(group, wishes.jca()))
                .filter(group -> group.postQuantum() || !wishes.postQuantumRequired())
                .toList();
        List<CipherSuite> suites =
                wishes.cipherSuites().stream().filter(rules::permits).toList();
        List<ProtocolVersion> versions = wishes.versions().stream()
                .filter(rules::permits)
                .filter(version -> possible(version, suites, groups))
                // RFC 10024 §3: before TLS 1.3 there is no such key exchange
                .filter(version -> version.is13() || !wishes.postQuantumRequired())
                .toList();
        if (versions.isEmpty()) {
            throw HANDSHAKE_FAILURE.because("no version is possible"
                    + (wishes.postQuantumRequired() ? " with the post-quantum key exchange that is required" : "")
                    + ": enabled are " + wishes.versions() + " with "
                    + wishes.cipherSuites() + ", of which the algorithm constraints leave the suites " + suites
                    + " and the groups "
                    + groups.stream().map(NamedGroup::ianaName).toList());
        }
        List<CipherSuite> usable = suites.stream()
                .filter(suite -> versions.stream().anyMatch(suite::usableIn))
                .toList();
        return new Selection(
                versions,
                usable,
                groups,
                // RFC 8446 §4.2.8: shares stand in the order of the groups, and none is of a group that is not offered
                wishes.keyShareGroups()
                        .map(wanted -> groups.stream().filter(wanted::contains).toList())
                        .orElseGet(() -> keyShareGroups(groups)),
                permitted(wishes.signatureSchemes(), wishes),
                permitted(wishes.signingSchemes(), wishes));
    }

    private static List<SignatureScheme> permitted(List<SignatureScheme> schemes, Wishes wishes) {
        return schemes.stream()
                .filter(scheme -> scheme.supported(wishes.jca())
                        && wishes.rules().permits(scheme, AlgorithmUsage.HANDSHAKE_SIGNATURE))
                .toList();
    }

    private static boolean possible(ProtocolVersion version, List<CipherSuite> suites, List<NamedGroup> groups) {
        return suites.stream().anyMatch(suite -> suite.usableIn(version)) && !(version.is13() && groups.isEmpty());
    }

    /** The usual ones, unless the list begins with another: then that is what somebody wants. */
    private static List<NamedGroup> keyShareGroups(List<NamedGroup> groups) {
        if (groups.isEmpty() || !Defaults.keyShareGroups().contains(groups.get(0))) {
            return groups.subList(0, Math.min(1, groups.size()));
        }
        return groups.stream().filter(Defaults.keyShareGroups()::contains).toList();
    }
}
