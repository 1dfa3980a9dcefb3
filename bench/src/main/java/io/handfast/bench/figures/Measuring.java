package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long a figure is measured.
 *
 * @param warmUp seconds before it counts
 * @param counted seconds that count
 */
record Measuring(int warmUp, int counted) {

    /** One figure from a fresh JVM; empty when the stack cannot do what the row asks. */
    Optional<Figure> take(Row row, Stack stack) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + row.benchmark().replace(".", "\\.") + "$")
                .param("stack", stack.name())
                .forks(1)
                .threads(row.threads())
                .warmupIterations(warmUp)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(counted)
                .measurementTime(TimeValue.seconds(1))
                .timeout(TimeValue.seconds(30))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgsAppend(stack.jvmOptions(row.setting()).toArray(new String[0]));
        for (Map.Entry<String, String> parameter : row.parameters().entrySet()) {
            options = options.param(parameter.getKey(), parameter.getValue());
        }
        try {
            RunResult result = new Runner(options.build()).runSingle();
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return Optional.of(new Figure(
                    row.id(),
                    stack.id(),
                    result.getPrimaryResult().getScore(),
                    allocated == null || !row.countsAllocation() ? -1 : allocated.getScore()));
        } catch (RunnerException cannot) {
            return Optional.empty();
        }
    }
}
