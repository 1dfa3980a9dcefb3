package io.handfast.bench.primitive;

import static io.handfast.bench.primitive.Operations.HASH;
import static io.handfast.bench.primitive.Operations.HMAC_NEW_KEY;
import static io.handfast.bench.primitive.Operations.HMAC_SAME_KEY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The primitives that a scenario cannot do without, client and server together: its physical floor.
 *
 * <p>Counted by the RFCs, not by our code. What an implementation may remember is not in it: the signatures of a chain that
 * was found good before, and secrets that depend on no connection. Nor are parsing, certificates, copying and the JSSE. What
 * goes over sockets goes over plain ones here.
 */
public enum Recipe {
    TLS13_ECDSA(full13(exchange("x25519"), signature("ecdsa_secp256r1_sha256"))),
    TLS13_RSA(full13(exchange("x25519"), signature("rsa_pss_rsae_sha256"))),
    /** The figure of a KEM's generator has both ends in it. */
    TLS13_HYBRID(full13(List.of(new Step(Operations.agree("X25519MLKEM768"), 1)), signature("ecdsa_secp256r1_sha256"))),
    TLS13_RESUMED(resumed13(exchange("x25519"))),
    TLS12_ECDHE(full12(exchange("x25519"), signature("rsa_pss_rsae_sha256"))),
    TLS12_RSA(full12(List.of(new Step(Operations.encrypt(), 1), new Step(Operations.decrypt(), 1)), List.of())),
    TLS12_RESUMED(resumed12()),
    RECORD_16K(sealedAndOpened(16_384, 1)),
    RECORD_1K(sealedAndOpened(1024, 1)),
    DIRECT_16K(sealedAndOpenedDirectly(16_384)),
    DIRECT_1K(sealedAndOpenedDirectly(1024)),
    /** {@link #TLS13_ECDSA} by two threads, of which one signs while the other agrees: what they have to do does not add up. */
    CONNECTION(List.of(new Step(Operations.HANDSHAKE, 1))),
    /** Sender and receiver work at the same time. */
    SENT_16K(List.of(new Step(RecordOperations.sent(16_384), 1)));

    private final List<Step> steps;

    Recipe(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * An operation and how often it is done.
     *
     * @param operation one of {@link Operations#names}
     */
    public record Step(String operation, int times) {}

    /** As tables call it, such as "tls13 ecdsa". */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What is done. */
    public List<Step> steps() {
        return steps;
    }

    /** RFC 8446 §4.2.8: a key pair and a shared secret on each side. */
    private static List<Step> exchange(String group) {
        return List.of(new Step(Operations.agree(group), 1), new Step(Operations.answer(group), 1));
    }

    /** RFC 8446 §4.4.3, RFC 5246 §7.4.3: the server signs, the client checks. */
    private static List<Step> signature(String scheme) {
        return List.of(new Step(Operations.sign(scheme), 1), new Step(Operations.verify(scheme), 1));
    }

    private static List<Step> sealedAndOpened(int size, int times) {
        return List.of(new Step(RecordOperations.seal(size), times), new Step(RecordOperations.open(size), times));
    }

    private static List<Step> sealedAndOpenedDirectly(int size) {
        return List.of(new Step(RecordOperations.sealDirect(size), 1), new Step(RecordOperations.openDirect(size), 1));
    }

    /** HMAC calls of one side; the other does the same. */
    private static List<Step> derivations(int newKeys, int sameKeys) {
        return List.of(new Step(HMAC_NEW_KEY, 2 * newKeys), new Step(HMAC_SAME_KEY, 2 * sameKeys));
    }

    /**
     * RFC 8446 §7.1, by secret, from the handshake's on: Extract (1 new key); two traffic secrets and the next salt (1 + 2);
     * key, IV and finished key of both (2 + 4); both Finished (2); the master's Extract (1); two traffic secrets, exporter
     * and resumption (1 + 3); key and IV of both (2 + 2); the ticket's PSK (1).
     */
    private static List<Step> keySchedule13() {
        return derivations(11, 11);
    }

    /** The early secret of a PSK besides: Extract (1), binder key and salt (1 + 1), finished key (1), binder (1). */
    private static List<Step> keySchedule13WithPsk() {
        return derivations(15, 12);
    }

    /** RFC 8446 §2: the server's flight, the client's Finished, a ticket; the transcript is hashed on both sides. */
    private static List<Step> full13(List<Step> exchange, List<Step> signature) {
        return joined(
                exchange,
                signature,
                keySchedule13(),
                sealedAndOpened(1024, 1),
                sealedAndOpened(64, 2),
                List.of(new Step(HASH, 4)));
    }

    /** RFC 8446 §2.2: no certificate and no signature. */
    private static List<Step> resumed13(List<Step> exchange) {
        return joined(exchange, keySchedule13WithPsk(), sealedAndOpened(64, 3), List.of(new Step(HASH, 2)));
    }

    /**
     * RFC 5246 §5, §6.3, §7.4.9, §8.1: with the premaster secret as key the master secret (1 new key + 3), with that as key all
     * that follows: key block (1 + 3) and two Finished (2 each).
     */
    private static List<Step> full12(List<Step> exchange, List<Step> signature) {
        return joined(exchange, signature, derivations(2, 10), sealedAndOpened(64, 2), List.of(new Step(HASH, 4)));
    }

    /** RFC 5246 §7.3, figure 2: key block and two Finished. */
    private static List<Step> resumed12() {
        return joined(derivations(1, 7), sealedAndOpened(64, 2), List.of(new Step(HASH, 1)));
    }

    @SafeVarargs
    private static List<Step> joined(List<Step>... parts) {
        List<Step> steps = new ArrayList<>();
        for (List<Step> part : parts) {
            steps.addAll(part);
        }
        return steps;
    }
}
