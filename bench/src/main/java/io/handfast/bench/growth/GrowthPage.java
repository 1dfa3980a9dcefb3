package io.handfast.bench.growth;

import io.handfast.bench.Machine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** What was measured as lines of text, and as a page of the documentation. */
final class GrowthPage {
    private GrowthPage() {}

    static String of(Map<Quantity, Growth> measured) {
        StringBuilder page = new StringBuilder("""
                # Does a handshake cost more the more there is?

                Written by `./handfast bench growth`; not edited by hand.

                Client and server of ours in one thread, engines in memory, TLS 1.3 with x25519 and ECDSA P-256, chain and name checked,
                sessions kept by the server. The few and the many take turns of ten handshakes in one JVM; time is the thread's
                processor time. The ratio of time is the median of the pairs' ratios, the other figures are medians. Up to 1.15 counts
                as no growth. Each certificate of a longer chain is sent and read, for which bytes are allocated.

                """);
        page.append(Machine.description())
                .append("; ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(".\n\n");
        page.append(
                        "| what | few | many | µs with few | with many | ratio | bytes allocated with few | with many | ratio | |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|\n");
        measured.forEach((quantity, growth) -> page.append(row(quantity, growth)));
        return page.toString();
    }

    private static String row(Quantity quantity, Growth growth) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.0f | %.0f | %.2f | %,.0f | %,.0f | %.2f | %s |\n",
                quantity.title(),
                quantity.small(),
                quantity.large(false),
                growth.smallMicroseconds(),
                growth.largeMicroseconds(),
                growth.timeRatio(),
                growth.smallAllocated(),
                growth.largeAllocated(),
                growth.allocationRatio(),
                verdict(growth));
    }

    static String line(Quantity quantity, int large, Growth growth) {
        return String.format(
                Locale.ROOT,
                "%-52s %,5d -> %,7d: %5.0f -> %5.0f µs, ratio %.2f; %,9.0f -> %,9.0f bytes, ratio %.2f; %s",
                quantity.title(),
                quantity.small(),
                large,
                growth.smallMicroseconds(),
                growth.largeMicroseconds(),
                growth.timeRatio(),
                growth.smallAllocated(),
                growth.largeAllocated(),
                growth.allocationRatio(),
                verdict(growth));
    }

    private static String verdict(Growth growth) {
        if (!growth.timeWithin()) {
            return "TIME GROWS";
        }
        return growth.allocationWithin() ? "no growth" : "only bytes grow";
    }
}
