package io.handfast.config;

import io.handfast.crypto.aead.AeadAlgorithm;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes one key may protect before a KeyUpdate (RFC 8446 §4.6.3, §5.5), as {@code jdk.tls.keyLimits} says it.
 *
 * <p>The number of records that an algorithm allows holds besides; whichever comes first counts.
 *
 * @param byTransformation limits in bytes by JCA transformation, in upper case
 */
public record KeyLimits(Map<String, Long> byTransformation) {
    /** No limit but those of the algorithms themselves. */
    public static final KeyLimits NONE = new KeyLimits(Map.of());

    /** One entry: a transformation, the action, and a number of bytes or a power of two. */
    private static final Pattern ENTRY = Pattern.compile("(\\S+)\\s+KEYUPDATE\\s+(?:2\\^(\\d{1,2})|(\\d{1,18}))");

    /** Fewer bytes than this would have the keys change with every other record. */
    private static final long LEAST = 1 << 16;

    private static final int LARGEST_POWER = 62;

    public KeyLimits {
        byTransformation = Map.copyOf(byTransformation);
    }

    /** The limits in the text of the property; an entry that does not parse is passed over, as unknown names are. */
    static KeyLimits parse(String text) {
        Map<String, Long> limits = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry.strip().toUpperCase(Locale.ROOT));
            if (matcher.matches()) {
                Optional<Long> limit = bytes(matcher);
                if (limit.isPresent()) {
                    limits.put(matcher.group(1), Math.max(LEAST, limit.get()));
                }
            }
        }
        return new KeyLimits(limits);
    }

    private static Optional<Long> bytes(Matcher matcher) {
        String power = matcher.group(2);
        if (power == null) {
            return Optional.of(Long.parseLong(matcher.group(3)));
        }
        int exponent = Integer.parseInt(power);
        return exponent <= LARGEST_POWER ? Optional.of(1L << exponent) : Optional.empty();
    }

    /** The limit for an algorithm; {@link Long#MAX_VALUE} for none. */
    public long bytes(AeadAlgorithm algorithm) {
        return byTransformation.getOrDefault(algorithm.jcaNameInCapitals(), Long.MAX_VALUE);
    }
}
