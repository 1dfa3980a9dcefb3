package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.engine.Probe;
import io.handfast.bench.engine.Probe.Question;
import io.handfast.bench.figures.MemoryFigures.Answer;
import io.handfast.bench.figures.MemoryFigures.Line;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** {@code ./handfast bench memory}: what connections and sessions hold, and the first handshake of a JVM. */
public final class MemoryCommand {
    private static final String KIND = "memory";
    private static final int FIRST_HANDSHAKES = 5;
    private static final int CLASSES = 12;

    /** What is held does not depend on how busy the machine is, so several are asked at once. */
    private static final int TOGETHER = 2;

    private final PrintStream out;
    private final Store store;

    /** Writes results and pages there. */
    public MemoryCommand(PrintStream out, Store store) {
        this.out = out;
        this.store = store;
    }

    /** Asks every stack everything; 0 when all of ours was answered. */
    public int run(boolean quick) throws GeneralSecurityException, IOException {
        int connections = quick ? 300 : 2000;
        int sessions = quick ? 300 : 3000;
        int first = quick ? 1 : FIRST_HANDSHAKES;
        out.println(Machine.description());
        Path folder = Files.createTempDirectory("handfast-bench");
        try {
            Probe.writeSite(folder);
            Progress progress = new Progress(out, 3 + 2 * first, 3 * 35 + 2 * first * 8);
            Map<String, Double> classes = new LinkedHashMap<>();
            List<Answer> answers = new ArrayList<>();
            for (Line line : Line.values()) {
                answers.addAll(held(line, line == Line.IDLE_CONNECTION ? connections : sessions, classes));
                progress.done(35, line.title());
            }
            FirstHandshakes starts = new Starts(folder, first, progress).measured();
            return report(
                    new MemoryFigures(
                            Origin.here(quick ? "quick" : "usual"), connections, sessions, answers, classes, starts),
                    !quick && Store.shows(),
                    progress);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private int report(MemoryFigures figures, boolean whole, Progress progress) throws IOException {
        out.println();
        out.print(Table.text(figures.table()));
        out.println();
        out.print(Table.text(figures.first().table()));
        Path file = whole ? store.committed(KIND) : store.passing(KIND);
        Store.write(file, figures.json());
        if (whole) {
            store.write(pages(store));
        }
        out.println("Written: " + file + (whole ? ", docs/memory.md" : ""));
        out.println(figures.verdict() + "; took " + progress.spent());
        for (Line line : Line.values()) {
            if (figures.of(line, Stack.HANDFAST).isEmpty()) {
                return 1;
            }
        }
        // An archive may be refused by the JVM; all else must be there.
        return figures.first().of(FirstHandshakes.Starter.HANDFAST).isPresent() ? 0 : 1;
    }

    /** The page by its path; none where there are no results. */
    public static Map<String, String> pages(Store store) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        MemoryFigures.page(store.read(KIND, MemoryFigures::parse)).ifPresent(page -> pages.put("docs/memory.md", page));
        return pages;
    }

    private List<Answer> held(Line line, int count, Map<String, Double> classes) throws IOException {
        ExecutorService forks = Executors.newFixedThreadPool(TOGETHER);
        try {
            Map<Stack, Future<Optional<List<String>>>> asked = new LinkedHashMap<>();
            for (Stack stack : MemoryFigures.STACKS) {
                if (line.asked(stack)) {
                    asked.put(
                            stack,
                            forks.submit(() -> fork(
                                    Question.valueOf(line.name()),
                                    stack,
                                    List.of(Integer.toString(count)),
                                    List.of())));
                }
            }
            List<Answer> answers = new ArrayList<>();
            for (Map.Entry<Stack, Future<Optional<List<String>>>> each : asked.entrySet()) {
                Optional<List<String>> lines = each.getValue().get();
                if (lines.isPresent()) {
                    answers.add(answer(line, each.getKey(), List.of(number(lines.get()))));
                    if (line == Line.IDLE_CONNECTION && each.getKey() == Stack.HANDFAST) {
                        classes.putAll(greatest(lines.get()));
                    }
                }
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another JVM measures", e);
        } catch (ExecutionException e) {
            throw new IOException("cannot measure: " + line.title(), e);
        } finally {
            forks.shutdownNow();
        }
    }

    private static Answer answer(Line line, Stack stack, List<Double> values) {
        return new Answer(line.id(), stack.id(), values);
    }

    /** Asks in a JVM of its own; what is held is then nothing but what was asked for. */
    static Optional<List<String>> fork(Question question, Stack stack, List<String> arguments, List<String> more)
            throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx2g",
                "-XX:+UseSerialGC",
                // Otherwise a collection leaves gaps, which count as arrays.
                "-XX:MarkSweepAlwaysCompactCount=1",
                "-Djdk.tls.server.enableSessionTicketExtension=" + (question == Question.IDLE_CONNECTION)));
        options.addAll(stack.jvmOptions(question.setting()));
        options.addAll(more);
        List<String> all = new ArrayList<>(List.of(question.name(), stack.name()));
        all.addAll(arguments);
        return Fork.lines(options, Probe.class, all).filter(lines -> !lines.isEmpty());
    }

    /** The last line has the figure. */
    static double number(List<String> lines) {
        return Double.parseDouble(lines.get(lines.size() - 1));
    }

    /** Of lines with bytes and class, those with most. */
    static Map<String, Double> greatest(List<String> lines) {
        Map<String, Double> classes = new LinkedHashMap<>();
        lines.stream()
                .limit(lines.size() - 1L)
                .map(line -> line.split(" ", 2))
                .sorted((one, other) -> Double.compare(Double.parseDouble(other[0]), Double.parseDouble(one[0])))
                .limit(CLASSES)
                .filter(words -> Double.parseDouble(words[0]) >= 1)
                .forEach(words -> classes.put(words[1], Double.parseDouble(words[0])));
        return classes;
    }
}
