package io.handfast.bench.figures;

import io.handfast.bench.primitive.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the primitives cost from their sources; as a file, JSON with one operation a line. */
record PrimitiveFigures(Origin origin, List<Line> lines) {
    PrimitiveFigures {
        lines = List.copyOf(lines);
    }

    /**
     * One operation, in microseconds of processor time; negative where the source lacks it.
     *
     * @param source that is chosen, in words
     * @param corretto what is chosen with Amazon's provider in front
     */
    record Line(String operation, String source, double chosen, double jca, double bundled, double corretto) {}

    /** The figure of the source that is chosen; empty where it was not measured. */
    OptionalDouble chosen(String operation) {
        return lines.stream()
                .filter(line -> line.operation().equals(operation))
                .mapToDouble(Line::chosen)
                .findFirst();
    }

    String json() {
        Map<String, Object> all = origin.members();
        List<Map<String, Object>> members = new ArrayList<>();
        for (Line line : lines) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("operation", line.operation());
            member.put("source", line.source());
            member.put("chosen", line.chosen());
            member.put("jca", line.jca());
            member.put("bundled", line.bundled());
            member.put("corretto", line.corretto());
            members.add(member);
        }
        all.put("operations", members);
        return Json.text(all);
    }

    static PrimitiveFigures parse(String json) {
        Fields fields = Fields.of(Json.parse(json));
        List<Line> lines = new ArrayList<>();
        for (Fields line : fields.objects("operations")) {
            lines.add(new Line(
                    line.text("operation"),
                    line.text("source"),
                    line.number("chosen"),
                    line.number("jca"),
                    line.number("bundled"),
                    line.number("corretto")));
        }
        return new PrimitiveFigures(Origin.of(fields), lines);
    }

    /** Head and rows. */
    List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("µs of processor time", "chosen", "from", "JCA", "bundled", "with Corretto's in front"));
        for (Line line : lines) {
            table.add(List.of(
                    line.operation(),
                    cell(line.chosen()),
                    line.source(),
                    cell(line.jca()),
                    cell(line.bundled()),
                    cell(line.corretto())));
        }
        return table;
    }

    /** What each scenario's primitives come to, and which of them weigh most. */
    List<List<String>> sums() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("scenario", "µs", "of which"));
        for (Recipe recipe : Recipe.values()) {
            double sum = 0;
            Map<String, Double> parts = new LinkedHashMap<>();
            boolean whole = true;
            for (Recipe.Step step : recipe.steps()) {
                OptionalDouble one = chosen(step.operation());
                whole &= one.isPresent() && one.getAsDouble() >= 0;
                double cost = step.times() * one.orElse(0);
                sum += cost;
                parts.merge(step.operation(), cost, Double::sum);
            }
            if (whole) {
                table.add(List.of(recipe.title(), cell(sum), heaviest(parts, sum)));
            }
        }
        return table;
    }

    private static String heaviest(Map<String, Double> parts, double sum) {
        List<String> words = new ArrayList<>();
        parts.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .filter(part -> part.getValue() >= 0.05 * sum)
                .forEach(part -> words.add(
                        String.format(Locale.ROOT, "%.0f %% %s", 100 * part.getValue() / sum, part.getKey())));
        return String.join("; ", words);
    }

    private static String cell(double microseconds) {
        return microseconds < 0
                ? Table.NONE
                : String.format(Locale.ROOT, microseconds < 10 ? "%.2f" : "%.0f", microseconds);
    }

    /** docs/primitives.md; empty where there are no results. */
    static Optional<String> page(Map<String, PrimitiveFigures> byRelease) {
        if (byRelease.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder page = new StringBuilder("""
            # Primitives and their sources

            Written by `./handfast bench primitives`; not edited by hand.

            A provider that the user has put in front of the JDK's own is obeyed; otherwise curves, signatures and ML-KEM come from the JDK
            (JCA) or from Bouncy Castle's lightweight API (bundled), whichever is the faster sound one on this JDK, and all else from the
            JCA. Which that is stands in `io.handfast.crypto.PrimitiveSources`; `io.handfast.primitives` forces one of them. Microseconds of
            processor time, in one thread, the median of five stretches after a warm-up. "generate and agree" is a key pair and the secret
            it comes to with the peer's share; "answer" the other side of it, from the peer's share to share and secret. For hybrids the
            first has both ends in it. "verify" is by a key that has verified before.
            """);
        byRelease.forEach((release, figures) -> {
            page.append("\n## JDK ").append(release).append("\n\n");
            page.append(figures.origin().sentence()).append("\n\n");
            page.append(Table.markdown(figures.table()));
            page.append("\nAdded up for both ends of a scenario, from the sources that are chosen:\n\n");
            page.append(Table.markdown(figures.sums()));
        });
        return Optional.of(page.toString());
    }
}
