package io.handfast.handshake.server.choice;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;

import io.handfast.alert.TlsException;
import io.handfast.config.EphemeralKeySize;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.NistCurve;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.failure.NegotiationFailure;
import io.handfast.iana.CodePoints;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.util.Optional;
import java.util.function.Predicate;

/** Which group a server agrees on a key in (RFC 8446 §4.1.1, §4.2.7, §4.2.8; RFC 8422 §5.1; RFC 7919 §4). */
public final class GroupChoice {
    private GroupChoice() {}

    /**
     * The group for TLS 1.3: our most preferred one that the client sent a share for, or else, at the cost of a
     * HelloRetryRequest, our most preferred one that it supports at all.
     */
    public static NamedGroup choose13(TlsConfig config, CodePoints supported, CodePoints shared) {
        Optional<NamedGroup> ready = first(config, shared);
        return ready.isPresent()
                ? ready.get()
                : first(config, supported).orElseThrow(() -> nothingInCommon(config, supported));
    }

    /** Whether there is any group in common for TLS 1.3. */
    public static boolean isPossible13(TlsConfig config, CodePoints supported) {
        return first(config, supported).isPresent();
    }

    /** The group for ECDHE in TLS 1.2, if there is one in common. */
    public static Optional<NamedGroup> choose12(TlsConfig config, Optional<CodePoints> supported) {
        for (NamedGroup group : config.groups()) {
            // RFC 8422 §4: a client without supported_groups leaves the choice to the server.
            if (group.usableIn12() && (supported.isEmpty() || supported.get().contains(group.codePoint()))) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    /**
     * The finite field group for DHE in TLS 1.2, if there is one that will do: the client's list decides, and where it has
     * none, our first group that is large enough for the key that signs. Of several on the list it is the first that is as
     * large as we want it and as strong as that key, or at least as strong as the key, if there is such a one.
     */
    public static Optional<NamedGroup> chooseFiniteField12(
            TlsConfig config, Optional<CodePoints> supported, PublicKey own) {
        EphemeralKeySize size = config.options().finiteFields().keySize();
        // RFC 7919 §4: only a client that lists no finite field at all leaves the choice to the server.
        if (!listsFiniteFields(supported)) {
            return finiteField(config, size.leastBits(own), any -> true);
        }
        Predicate<NamedGroup> listed = group -> supported.get().contains(group.codePoint());
        int asTheKey = EphemeralKeySize.comparableBits(own);
        return finiteField(config, Math.max(size.leastBits(), asTheKey), listed)
                .or(() -> finiteField(config, asTheKey, listed))
                .or(() -> finiteField(config, 0, listed));
    }

    private static Optional<NamedGroup> finiteField(TlsConfig config, int leastBits, Predicate<NamedGroup> usable) {
        return config.groups().stream()
                .filter(group -> group.kind() == NamedGroup.Kind.FINITE_FIELD)
                .filter(group -> group.bits() >= leastBits && usable.test(group))
                .findFirst();
    }

    /** Whether the client lists finite fields for TLS 1.2, and none that is enabled here (RFC 7919 §4). */
    public static boolean refusesFiniteFields12(TlsConfig config, Optional<CodePoints> supported) {
        return listsFiniteFields(supported)
                && finiteField(config, 0, group -> supported.get().contains(group.codePoint()))
                        .isEmpty();
    }

    /** Whether a key may stand in a server's certificate in TLS 1.2, for a client that supports these groups. */
    public static boolean certifies12(PublicKey key, Optional<CodePoints> supported) {
        // RFC 8422 §5.3: the key's curve is one that the client lists, if it lists any.
        return supported.isEmpty()
                || !(key instanceof ECKey ec)
                || NistCurve.of(ec)
                        .flatMap(curve -> NamedGroups.byName(curve.jcaName()))
                        .filter(group -> supported.get().contains(group.codePoint()))
                        .isPresent();
    }

    private static boolean listsFiniteFields(Optional<CodePoints> supported) {
        return supported.isPresent() && supported.get().stream().anyMatch(GroupChoice::isFiniteField);
    }

    /** RFC 7919 §2: 256 to 511 are the code points of finite fields, also of those that we do not know. */
    private static boolean isFiniteField(int codePoint) {
        return codePoint >>> 8 == 1;
    }

    private static Optional<NamedGroup> first(TlsConfig config, CodePoints among) {
        for (NamedGroup group : config.groups()) {
            if (among.contains(group.codePoint())) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    private static TlsException nothingInCommon(TlsConfig config, CodePoints supported) {
        NegotiationFailure failure = new NegotiationFailure(
                "group",
                "client",
                supported.named(HelloSummary::group),
                config.groups().stream().map(NamedGroup::ianaName).toList(),
                "enable one of the client's with jdk.tls.namedGroups or setNamedGroups"
                        + config.options().whyRefused());
        return HANDSHAKE_FAILURE.because(failure.text(), failure);
    }
}
