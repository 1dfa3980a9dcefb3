package io.handfast.testing;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroup;
import java.security.AlgorithmParameters;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** A group that is another one, but for what a test changes. */
public class GroupLike implements NamedGroup {
    private final NamedGroup real;

    public GroupLike(NamedGroup real) {
        this.real = real;
    }

    @Override
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        return real.generate(jca, random);
    }

    @Override
    public int codePoint() {
        return real.codePoint();
    }

    @Override
    public String ianaName() {
        return real.ianaName();
    }

    @Override
    public Kind kind() {
        return real.kind();
    }

    @Override
    public int bits() {
        return real.bits();
    }

    @Override
    public boolean usableIn12() {
        return real.usableIn12();
    }

    @Override
    public boolean supported(Jca jca) {
        return real.supported(jca);
    }

    @Override
    public Set<String> constraintNames() {
        return real.constraintNames();
    }

    @Override
    public Optional<AlgorithmParameters> constraintParameters(Jca jca) {
        return real.constraintParameters(jca);
    }
}
