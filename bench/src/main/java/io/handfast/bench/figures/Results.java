package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of a run with what they were measured on; as a file, JSON with one figure a line.
 *
 * @param machine processor, cores, system, Java runtime
 * @param date of the run, as in ISO 8601
 */
public record Results(String machine, String date, List<Figure> figures) {
    private static final Pattern HEAD = Pattern.compile("\"(machine|date)\": \"([^\"]*)\"");
    private static final Pattern LINE = Pattern.compile(
            "\\{\"row\": \"([^\"]+)\", \"stack\": \"([^\"]+)\", \"rate\": ([-0-9.]+), \"allocated\": ([-0-9.]+)}");

    public Results {
        figures = List.copyOf(figures);
    }

    public Optional<Figure> of(Row row, Stack stack) {
        return figures.stream()
                .filter(figure ->
                        figure.row().equals(row.id()) && figure.stack().equals(stack.id()))
                .findFirst();
    }

    /** The rate in proportion to the JDK's own provider in the same run. */
    public Optional<Double> ratio(Row row, Stack stack) {
        return of(row, stack).flatMap(figure -> of(row, Stack.JDK).map(base -> figure.rate() / base.rate()));
    }

    String json() {
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"machine\": \"").append(machine.replace("\"", "'")).append("\",\n");
        json.append("  \"date\": \"").append(date).append("\",\n  \"figures\": [\n");
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            json.append(String.format(
                    Locale.ROOT,
                    "    {\"row\": \"%s\", \"stack\": \"%s\", \"rate\": %.3f, \"allocated\": %.0f}%s%n",
                    figure.row(),
                    figure.stack(),
                    figure.rate(),
                    figure.allocated(),
                    i + 1 < figures.size() ? "," : ""));
        }
        return json.append("  ]\n}\n").toString();
    }

    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json());
    }

    /** What an earlier run wrote; empty when there was none. */
    static Optional<Results> readFrom(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
    }

    static Results parse(String json) {
        String machine = "";
        String date = "";
        Matcher head = HEAD.matcher(json);
        while (head.find()) {
            if (head.group(1).equals("machine")) {
                machine = head.group(2);
            } else {
                date = head.group(2);
            }
        }
        List<Figure> figures = new ArrayList<>();
        Matcher line = LINE.matcher(json);
        while (line.find()) {
            figures.add(new Figure(
                    line.group(1),
                    line.group(2),
                    Double.parseDouble(line.group(3)),
                    Double.parseDouble(line.group(4))));
        }
        return new Results(machine, date, figures);
    }
}
