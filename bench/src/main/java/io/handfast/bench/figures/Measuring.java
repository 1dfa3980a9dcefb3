package io.handfast.bench.figures;

import io.handfast.bench.engine.Turn;
import io.handfast.bench.primitive.Floor;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures the rows: each entrant in a JVM of its own, all at once there, taking turns. */
final class Measuring {
    /** In the warm-up, too, one works at a time: the compilers of those that wait need the other processors. */
    private static final int TOGETHER = 1;

    private final Effort effort;
    private final PrintStream out;

    /** Says there why somebody has no figure. */
    Measuring(Effort effort, PrintStream out) {
        this.effort = effort;
        this.out = out;
        // Runs do not disturb each other, for they take turns.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** One fork of each entrant; those that cannot do what the row asks are not among the figures. */
    List<Figure> take(Row row) throws IOException {
        List<Entrant> entrants = row.entrants();
        ExecutorService runs = Executors.newFixedThreadPool(entrants.size());
        try (TurnKeeper keeper =
                new TurnKeeper(entrants.stream().map(Entrant::id).toList(), TOGETHER, effort.turns())) {
            List<Future<Optional<Figure>>> results = new ArrayList<>();
            for (Entrant entrant : entrants) {
                results.add(runs.submit(() -> {
                    try {
                        return fork(row, entrant, keeper.port());
                    } finally {
                        keeper.leave(entrant.id());
                    }
                }));
            }
            List<Figure> figures = new ArrayList<>();
            for (Future<Optional<Figure>> result : results) {
                result.get().ifPresent(figures::add);
            }
            return figures;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while measuring " + row.title(), e);
        } catch (ExecutionException e) {
            throw new IOException("cannot measure " + row.title(), e);
        } finally {
            runs.shutdownNow();
        }
    }

    private Optional<Figure> fork(Row row, Entrant entrant, int port) {
        String benchmark = entrant.floor() ? Floor.class.getSimpleName() + ".sum" : row.benchmark();
        List<String> options = new ArrayList<>(entrant.stack().jvmOptions(row.setting()));
        options.addAll(List.of(
                "-Xms1g",
                "-Xmx1g",
                "-D" + Turn.PORT + "=" + port,
                "-D" + Turn.NAME + "=" + entrant.id(),
                "-D" + Turn.WARM_UP_SECONDS + "=" + effort.warmUpSeconds()));
        ChainedOptionsBuilder run = new OptionsBuilder()
                .include("\\." + benchmark.replace(".", "\\.") + "$")
                .param("stack", entrant.stack().name())
                .forks(1)
                .threads(row.threads())
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(effort.turns())
                .measurementTime(TimeValue.milliseconds(effort.milliseconds()))
                // Waiting for a turn is in it.
                .timeout(TimeValue.minutes(10))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgsAppend(options.toArray(new String[0]));
        Map<String, String> parameters =
                entrant.floor() ? Map.of("recipe", row.floor().name()) : row.parameters();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            run = run.param(parameter.getKey(), parameter.getValue());
        }
        try {
            RunResult result = new Runner(run.build()).runSingle();
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return Optional.of(new Figure(
                    row.id(),
                    entrant.id(),
                    rates(result),
                    allocated == null || !row.countsAllocation() ? -1 : allocated.getScore()));
        } catch (RunnerException cannot) {
            out.println("  " + row.title() + ": none of " + entrant.title() + ", for: " + cause(cannot));
            return Optional.empty();
        }
    }

    /** What the other JVM said, which JMH wraps several times. */
    private static String cause(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null || deepest.getSuppressed().length > 0) {
            deepest = deepest.getCause() != null ? deepest.getCause() : deepest.getSuppressed()[0];
        }
        return deepest.toString();
    }

    private static List<Double> rates(RunResult result) {
        List<Double> rates = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult turn : fork.getIterationResults()) {
                rates.add(turn.getPrimaryResult().getScore());
            }
        }
        return rates;
    }
}
