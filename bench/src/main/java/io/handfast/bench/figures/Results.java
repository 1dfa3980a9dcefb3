package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a run with what they were measured on; as a file, JSON with one figure a line.
 *
 * @param before our ratios in the result that stood here before, by row and stack
 */
public record Results(Origin origin, List<Figure> figures, Map<String, Double> before) {
    public Results {
        figures = List.copyOf(figures);
        before = new LinkedHashMap<>(before);
    }

    /** What was measured of this one in this row; empty when it could not do it or did not take part. */
    public Optional<Figure> of(Row row, Entrant entrant) {
        return figures.stream()
                .filter(figure ->
                        figure.row().equals(row.id()) && figure.entrant().equals(entrant.id()))
                .findFirst();
    }

    /** The rate in proportion to the JDK's own provider in the same run. */
    public Optional<Ratio> ratio(Row row, Entrant entrant) {
        return of(row, entrant).flatMap(figure -> of(row, Entrant.of(Stack.JDK)).map(base -> Ratio.of(figure, base)));
    }

    /** How near the stack comes to what its primitives alone would take. */
    public Optional<Ratio> nearness(Row row, Stack stack) {
        return of(row, Entrant.of(stack))
                .flatMap(figure -> of(row, Entrant.floorOf(stack)).map(floor -> Ratio.of(figure, floor)));
    }

    /** Our ratios, for a later result to compare itself with. */
    Map<String, Double> ourRatios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (Row row : Row.values()) {
            for (Stack stack : Stack.values()) {
                if (stack.ours()) {
                    ratio(row, Entrant.of(stack)).ifPresent(ratio -> ratios.put(key(row, stack), ratio.value()));
                }
            }
        }
        return ratios;
    }

    /** What our ratio was before. */
    Optional<Double> before(Row row, Stack stack) {
        return Optional.ofNullable(before.get(key(row, stack)));
    }

    /** The same figures with what an earlier result says. */
    Results after(Results earlier) {
        return new Results(origin, figures, earlier.ourRatios());
    }

    /**
     * These rows and, as they were, those of an earlier result that are not among these. What was before is the earlier result
     * for the rows that were measured again; for those kept, what stood before it.
     */
    Results among(Results earlier) {
        Map<String, Double> ratios = earlier.ourRatios();
        List<Figure> joined = new ArrayList<>();
        Map<String, Double> joinedBefore = new LinkedHashMap<>();
        for (Row row : Row.values()) {
            List<Figure> fresh = ofRow(row);
            joined.addAll(fresh.isEmpty() ? earlier.ofRow(row) : fresh);
            Map<String, Double> known = fresh.isEmpty() ? earlier.before : ratios;
            for (Stack stack : Stack.values()) {
                String key = key(row, stack);
                if (known.containsKey(key)) {
                    joinedBefore.put(key, known.get(key));
                }
            }
        }
        return new Results(origin, joined, joinedBefore);
    }

    private List<Figure> ofRow(Row row) {
        return figures.stream().filter(figure -> figure.row().equals(row.id())).toList();
    }

    private static String key(Row row, Stack stack) {
        return row.id() + " " + stack.id();
    }

    String json() {
        Map<String, Object> all = origin.members();
        all.put("before", before);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Figure figure : figures) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("row", figure.row());
            line.put("stack", figure.entrant());
            line.put("rates", figure.rates());
            line.put("allocated", figure.allocated());
            lines.add(line);
        }
        all.put("figures", lines);
        return Json.text(all);
    }

    /**
     * The results in such a text.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Results parse(String json) {
        Fields fields = Fields.of(Json.parse(json));
        Map<String, Double> before = new LinkedHashMap<>();
        fields.object("before")
                .names()
                .forEach(name -> before.put(name, fields.object("before").number(name)));
        List<Figure> figures = new ArrayList<>();
        for (Fields line : fields.objects("figures")) {
            figures.add(
                    new Figure(line.text("row"), line.text("stack"), line.numbers("rates"), line.number("allocated")));
        }
        return new Results(Origin.of(fields), figures, before);
    }
}
