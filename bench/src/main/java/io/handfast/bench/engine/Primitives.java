package io.handfast.bench.engine;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.tools.certificates.KeyKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The asymmetric operations of a handshake, each from every source that has it, in processor time. */
public final class Primitives {
    private static final Map<String, KeyKind> SCHEMES = Map.of(
            "ecdsa_secp256r1_sha256", KeyKind.P256,
            "ecdsa_secp384r1_sha384", KeyKind.P384,
            "ecdsa_secp521r1_sha512", KeyKind.P521,
            "ed25519", KeyKind.ED25519,
            "ed448", KeyKind.ED448,
            "rsa_pss_rsae_sha256", KeyKind.RSA);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SecureRandom random = new SecureRandom();
    private final byte[] content = new byte[130];
    private final long budget;
    private long made;

    /**
     * Measures.
     *
     * @param milliseconds for the warm-up of a figure, and again for the figure itself
     */
    public Primitives(int milliseconds) {
        budget = milliseconds * 1_000_000L;
    }

    /** An operation that can be repeated. */
    private interface Operation {
        Object run() throws GeneralSecurityException;
    }

    /**
     * One line of the table.
     *
     * @param microseconds by source, in the order of {@link Jca.Source}; empty where the source lacks it
     */
    public record Line(String operation, List<OptionalDouble> microseconds) {}

    /** The names of the operations. */
    public List<String> operations() {
        List<String> names = new ArrayList<>();
        NamedGroups.all().stream()
                .filter(group -> group.kind() != NamedGroup.Kind.FINITE_FIELD)
                .forEach(group ->
                        names.addAll(List.of(group.ianaName() + " generate and agree", group.ianaName() + " answer")));
        SCHEMES.keySet().stream()
                .sorted()
                .forEach(scheme -> names.addAll(List.of(scheme + " sign", scheme + " verify")));
        return names;
    }

    /** Measures one of {@link #operations}, the sources one after the other. */
    public Line measure(String operation) throws GeneralSecurityException {
        String name = operation.substring(0, operation.indexOf(' '));
        List<OptionalDouble> figures = new ArrayList<>();
        for (Jca.Source source : Jca.Source.values()) {
            Jca jca = Jca.of(source);
            figures.add(
                    SCHEMES.containsKey(name)
                            ? signature(jca, SignatureSchemes.byName(name).orElseThrow(), operation.endsWith("sign"))
                            : agreement(jca, NamedGroups.byName(name).orElseThrow(), operation.endsWith("answer")));
        }
        return new Line(operation, figures);
    }

    /** So that nothing is computed in vain. */
    public long made() {
        return made;
    }

    private OptionalDouble agreement(Jca jca, NamedGroup group, boolean answer) throws GeneralSecurityException {
        if (!group.supported(jca)) {
            return OptionalDouble.empty();
        }
        EphemeralKey first = group.generate(jca, random);
        byte[] peer = first.share();
        byte[] share = group.encapsulate(jca, random, peer).share();
        first.destroy();
        // A KEM's second half needs the share that answers its own first half: there both ends are in the figure.
        boolean kem = group.kind() == NamedGroup.Kind.HYBRID;
        return time(
                answer
                        ? () -> group.encapsulate(jca, random, peer)
                        : () -> {
                            EphemeralKey own = group.generate(jca, random);
                            return own.agree(
                                    kem
                                            ? group.encapsulate(jca, random, own.share())
                                                    .share()
                                            : share);
                        });
    }

    private OptionalDouble signature(Jca jca, SignatureScheme scheme, boolean sign) throws GeneralSecurityException {
        if (!scheme.supported(jca)) {
            return OptionalDouble.empty();
        }
        KeyKind kind = SCHEMES.get(scheme.ianaName());
        if (kind == null) {
            throw new IllegalArgumentException("no key for " + scheme);
        }
        KeyPair keys = kind.generate();
        byte[] signature = scheme.sign(jca, keys.getPrivate(), random, content);
        return time(
                sign
                        ? () -> scheme.sign(jca, keys.getPrivate(), random, content)
                        : () -> scheme.verify(jca, keys.getPublic(), content, signature));
    }

    /** Microseconds of processor time: the median of several stretches, after one that does not count. */
    private OptionalDouble time(Operation operation) throws GeneralSecurityException {
        double[] stretches = new double[5];
        stretch(operation, budget);
        for (int i = 0; i < stretches.length; i++) {
            stretches[i] = stretch(operation, budget / stretches.length);
        }
        Arrays.sort(stretches);
        return OptionalDouble.of(stretches[stretches.length / 2]);
    }

    private double stretch(Operation operation, long nanoseconds) throws GeneralSecurityException {
        long begin = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        long spent;
        do {
            made += operation.run().hashCode() & 1;
            count++;
            spent = THREADS.getCurrentThreadCpuTime() - begin;
        } while (spent < nanoseconds);
        return spent / 1000.0 / count;
    }
}
