package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.figures.PrimitiveFigures.Line;
import io.handfast.bench.primitive.Choice;
import io.handfast.bench.primitive.Operation;
import io.handfast.bench.primitive.Operations;
import io.handfast.bench.primitive.SourcesProbe;
import io.handfast.bench.primitive.Stopwatch;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Stack;
import io.handfast.crypto.Jca;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./handfast bench primitives}: what the sources of primitives cost on this machine, beside the choice that is made. */
public final class PrimitivesCommand {
    private static final String KIND = "primitives";
    private static final int MILLISECONDS = 250;
    private static final int QUICK_MILLISECONDS = 50;
    private static final double LACKING = -1;

    private final PrintStream out;
    private final Store store;

    /** Writes results and pages there. */
    public PrimitivesCommand(PrintStream out, Store store) {
        this.out = out;
        this.store = store;
    }

    /** Prints the table of all operations whose name contains the pattern; 2 if there is none. */
    public int run(boolean quick, String pattern) throws GeneralSecurityException, IOException {
        List<String> names = Operations.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT)))
                .toList();
        if (names.isEmpty()) {
            out.println("no primitive matches " + pattern);
            return 2;
        }
        out.println(Machine.description());
        int milliseconds = quick ? QUICK_MILLISECONDS : MILLISECONDS;
        List<Double> corretto = withCorretto(names, milliseconds);
        Stopwatch watch = new Stopwatch(milliseconds);
        Progress progress = new Progress(out, names.size(), names.size());
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(line(name, watch, corretto.get(lines.size())));
            progress.done(1, name);
        }
        boolean whole = !quick && pattern.isEmpty() && Store.shows();
        PrimitiveFigures figures = new PrimitiveFigures(Origin.here(quick ? "quick" : "usual"), lines);
        out.println();
        out.print(Table.text(figures.table()));
        List<List<String>> sums = figures.sums();
        if (sums.size() > 1) {
            out.println();
            out.print(Table.text(sums));
        }
        Path file = whole ? store.committed(KIND) : store.passing(KIND);
        Store.write(file, figures.json());
        if (whole) {
            store.write(pages(store));
        }
        out.println("Written: " + file + (whole ? ", docs/primitives.md" : "") + "; took " + progress.spent());
        return 0;
    }

    /** The page by its path; none where there are no results. */
    public static Map<String, String> pages(Store store) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        PrimitiveFigures.page(store.read(KIND, PrimitiveFigures::parse))
                .ifPresent(page -> pages.put("docs/primitives.md", page));
        return pages;
    }

    private static Line line(String name, Stopwatch watch, double corretto)
            throws GeneralSecurityException, IOException {
        Jca chosen = Jca.of(Jca.Source.AUTO);
        String source = Choice.of(name, chosen);
        boolean choice = !Choice.primitives(name).isEmpty();
        double jca = measure(name, Jca.Source.PLATFORM, watch);
        double bundled = choice ? measure(name, Jca.Source.BUNDLED, watch) : LACKING;
        double own = switch (source) {
            case "JCA" -> jca;
            case "bundled" -> bundled;
            default -> measure(name, Jca.Source.AUTO, watch);
        };
        return new Line(name, source, own, jca, bundled, corretto);
    }

    private static double measure(String name, Jca.Source source, Stopwatch watch)
            throws GeneralSecurityException, IOException {
        Optional<Operation> operation = new Operations(Jca.of(source)).ready(name);
        return operation.isPresent() ? watch.microseconds(operation.get()) : LACKING;
    }

    /** In a JVM of its own, for there the list of providers is another. */
    private static List<Double> withCorretto(List<String> names, int milliseconds) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(Stack.HANDFAST_CORRETTO.name(), Integer.toString(milliseconds)));
        arguments.addAll(names);
        List<String> answers = Fork.lines(
                        Stack.HANDFAST_CORRETTO.jvmOptions(Setting.TLS13_ECDSA), SourcesProbe.class, arguments)
                .orElse(List.of());
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean there = answers.size() == names.size() && !answers.get(i).equals(Table.NONE);
            figures.add(there ? Double.parseDouble(answers.get(i)) : LACKING);
        }
        return figures;
    }
}
