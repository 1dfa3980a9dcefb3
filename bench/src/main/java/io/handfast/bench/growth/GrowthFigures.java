package io.handfast.bench.growth;

import io.handfast.bench.figures.Fields;
import io.handfast.bench.figures.Json;
import io.handfast.bench.figures.Origin;
import io.handfast.bench.figures.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What handshakes cost with little and with much around them; as a file, JSON with one quantity a line. */
record GrowthFigures(Origin origin, List<Line> lines) {
    GrowthFigures {
        lines = List.copyOf(lines);
    }

    /**
     * One quantity.
     *
     * @param quantity its title
     * @param bounded whether a handshake must not cost more; otherwise something is compared for what it saves
     */
    record Line(
            String quantity,
            boolean bounded,
            int small,
            int large,
            double smallMicroseconds,
            double largeMicroseconds,
            double timeRatio,
            double smallAllocated,
            double largeAllocated) {

        static Line of(Quantity quantity, int large, Growth growth) {
            return new Line(
                    quantity.title(),
                    quantity.bounded(),
                    quantity.small(),
                    large,
                    growth.smallMicroseconds(),
                    growth.largeMicroseconds(),
                    growth.timeRatio(),
                    growth.smallAllocated(),
                    growth.largeAllocated());
        }

        double allocationRatio() {
            return largeAllocated / smallAllocated;
        }

        /** Whether time stays within the bound, where there is one. */
        boolean within() {
            return !bounded || timeRatio <= Growth.BOUND;
        }

        String verdict() {
            if (!bounded) {
                return String.format(Locale.ROOT, "%.0f µs saved", largeMicroseconds - smallMicroseconds);
            }
            if (!within()) {
                return "TIME GROWS";
            }
            return allocationRatio() <= Growth.BOUND ? "no growth" : "only bytes grow";
        }

        private List<String> cells() {
            return List.of(
                    quantity,
                    String.format(Locale.ROOT, "%,d", small),
                    String.format(Locale.ROOT, "%,d", large),
                    String.format(Locale.ROOT, "%.0f", smallMicroseconds),
                    String.format(Locale.ROOT, "%.0f", largeMicroseconds),
                    String.format(Locale.ROOT, "%.2f", timeRatio),
                    String.format(Locale.ROOT, "%,.0f", smallAllocated),
                    String.format(Locale.ROOT, "%,.0f", largeAllocated),
                    String.format(Locale.ROOT, "%.2f", allocationRatio()),
                    verdict());
        }
    }

    /** Head and rows. */
    List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "what",
                "few",
                "many",
                "µs with few",
                "with many",
                "ratio",
                "bytes allocated with few",
                "with many",
                "ratio",
                ""));
        lines.forEach(line -> table.add(line.cells()));
        return table;
    }

    /** How many quantities stay within the bound. */
    String verdict() {
        long bounded = lines.stream().filter(Line::bounded).count();
        long within =
                lines.stream().filter(line -> line.bounded() && line.within()).count();
        return String.format(
                Locale.ROOT,
                "%d of %d quantities cost at most %.0f %% more",
                within,
                bounded,
                100 * (Growth.BOUND - 1));
    }

    String json() {
        Map<String, Object> all = origin.members();
        List<Map<String, Object>> members = new ArrayList<>();
        for (Line line : lines) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("quantity", line.quantity());
            member.put("bounded", line.bounded());
            member.put("few", line.small());
            member.put("many", line.large());
            member.put("microseconds", List.of(line.smallMicroseconds(), line.largeMicroseconds()));
            member.put("ratio", line.timeRatio());
            member.put("allocated", List.of(line.smallAllocated(), line.largeAllocated()));
            members.add(member);
        }
        all.put("quantities", members);
        return Json.text(all);
    }

    static GrowthFigures parse(String json) {
        Fields fields = Fields.of(Json.parse(json));
        List<Line> lines = new ArrayList<>();
        for (Fields line : fields.objects("quantities")) {
            List<Double> microseconds = line.pair("microseconds");
            List<Double> allocated = line.pair("allocated");
            lines.add(new Line(
                    line.text("quantity"),
                    line.truth("bounded"),
                    (int) line.number("few"),
                    (int) line.number("many"),
                    microseconds.get(0),
                    microseconds.get(1),
                    line.number("ratio"),
                    allocated.get(0),
                    allocated.get(1)));
        }
        return new GrowthFigures(Origin.of(fields), lines);
    }

    /** docs/growth.md; empty where there are no results. */
    static Optional<String> page(Map<String, GrowthFigures> byRelease) {
        if (byRelease.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder page = new StringBuilder("""
            # Does a handshake cost more the more there is?

            Written by `./handfast bench growth`; not edited by hand.

            Client and server of ours in one thread, engines in memory, TLS 1.3 with x25519 and ECDSA P-256, chain and name checked,
            sessions kept by the server. The few and the many take turns of ten handshakes in one JVM; time is the thread's
            processor time. The ratio of time is the median of the pairs' ratios, the other figures are medians. Up to 1.15 counts
            as no growth. Each certificate of a longer chain is sent and read, for which bytes are allocated. The last line compares
            a client that remembers which chains it found good with one that validates each of them anew.
            """);
        byRelease.forEach((release, figures) -> {
            page.append("\n## JDK ").append(release).append("\n\n");
            page.append(figures.origin().machine())
                    .append("; ")
                    .append(figures.origin().date())
                    .append(".\n\n");
            page.append(Table.markdown(figures.table()));
        });
        return Optional.of(page.toString());
    }
}
