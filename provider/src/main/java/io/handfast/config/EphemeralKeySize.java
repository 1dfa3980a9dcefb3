package io.handfast.config;

import java.security.PublicKey;
import java.util.Locale;

/**
 * How large a finite field a server of TLS 1.2 wants for DHE: at least this where the client leaves it the choice, and rather this
 * than less among those that the client lists (RFC 5246 §7.4.3, RFC 7919 §4).
 *
 * <p>The meaning is the platform's, with one difference: below 2048 bits nothing is taken, whatever was asked for
 * (RFC 9325 §4.1).
 *
 * @param leastBits the least length of the prime in bits
 * @param matched whether it is also to be no weaker than the server's key
 */
public record EphemeralKeySize(int leastBits, boolean matched) {
    /** What holds unless something else is asked for. */
    public static final EphemeralKeySize DEFAULT = new EphemeralKeySize(2048, false);

    private static final int MOST_BITS = 8192;

    /** Reads {@code legacy}, {@code matched} or a number of bits; anything else counts as not given. */
    static EphemeralKeySize parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "matched" -> new EphemeralKeySize(DEFAULT.leastBits, true);
            case "legacy" -> DEFAULT;
            default -> number(text.strip());
        };
    }

    private static EphemeralKeySize number(String text) {
        if (!text.matches("\\d{4}") || Integer.parseInt(text) > MOST_BITS) {
            return DEFAULT;
        }
        return new EphemeralKeySize(Math.max(DEFAULT.leastBits, Integer.parseInt(text)), false);
    }

    /** The least length of the prime, in bits, for a server that signs with this key. */
    public int leastBits(PublicKey own) {
        return matched ? Math.max(leastBits, comparableBits(own)) : leastBits;
    }

    /** The length in bits of a prime that is about as strong as this key; 0 for a key that cannot be compared. */
    public static int comparableBits(PublicKey own) {
        // An RSA modulus and a prime of the same length are about as hard to break.
        return own.getAlgorithm().startsWith("RSA")
                ? KeyFacts.question(own).keySize().orElse(0)
                : 0;
    }
}
