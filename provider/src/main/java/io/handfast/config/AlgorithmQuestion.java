package io.handfast.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One use of an algorithm, put to the {@link AlgorithmRules}.
 *
 * @param names every name under which a rule may mention the algorithm or a part of it, in lower case
 * @param keySize the key's size in bits, where a key is known and says its size
 * @param usages what it is for; empty where no rule about usage can apply
 * @param platformAnchor whether it stands in a chain whose trust anchor came with the platform
 */
public record AlgorithmQuestion(
        Set<String> names, OptionalInt keySize, Set<AlgorithmUsage> usages, boolean platformAnchor) {
    public AlgorithmQuestion {
        Set<String> inLowerCase = new HashSet<>();
        for (String name : names) {
            inLowerCase.add(name.toLowerCase(Locale.ROOT));
        }
        names = Set.copyOf(inLowerCase);
        usages = Set.copyOf(usages);
    }

    /** A question about names alone. */
    public static AlgorithmQuestion about(Set<String> names) {
        return new AlgorithmQuestion(names, OptionalInt.empty(), Set.of(), false);
    }

    public AlgorithmQuestion keySize(int bits) {
        return new AlgorithmQuestion(names, OptionalInt.of(bits), usages, platformAnchor);
    }

    public AlgorithmQuestion usedFor(Set<AlgorithmUsage> uses) {
        return new AlgorithmQuestion(names, keySize, uses, platformAnchor);
    }

    public AlgorithmQuestion platformAnchor(boolean value) {
        return new AlgorithmQuestion(names, keySize, usages, value);
    }
}
