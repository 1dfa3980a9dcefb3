package io.handfast.config;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.FiniteFieldGroup;
import java.util.Optional;

/**
 * Which finite fields will do for DHE in TLS 1.2, beyond the named groups that are enabled (RFC 5246 §7.4.3, RFC 7919 §3).
 *
 * @param rules what a client judges a server's own group by
 * @param keySize what a server takes when the client leaves it the choice
 */
public record FiniteFieldPolicy(AlgorithmRules rules, EphemeralKeySize keySize) {
    /** What holds unless something else is asked for. */
    public static final FiniteFieldPolicy DEFAULT =
            new FiniteFieldPolicy(AlgorithmRules.none(), EphemeralKeySize.DEFAULT);

    /** Why a group of the server's own may not be used; empty when it may. */
    public Optional<String> objection(FiniteFieldGroup group, Jca jca) {
        return rules.objection(group, jca);
    }
}
