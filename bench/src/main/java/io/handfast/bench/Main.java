package io.handfast.bench;

import io.handfast.bench.figures.BenchCommand;
import io.handfast.bench.figures.Effort;
import io.handfast.bench.figures.MemoryCommand;
import io.handfast.bench.figures.Pages;
import io.handfast.bench.figures.PrimitivesCommand;
import io.handfast.bench.growth.GrowthCommand;
import io.handfast.bench.timing.TimingCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./handfast bench}: picks what to measure and exits with its code. */
public final class Main {
    private static final String USAGE = """
        usage: handfast bench [--quick|--thorough] [PATTERN]
                                                           speed and allocation beside other providers; a whole run that is
                                                           not quick (some 12 minutes; thorough: three rounds, three times
                                                           that) writes bench/results and docs/performance.md
               handfast bench memory [--quick]             heap of connections and sessions, the first handshake; writes
                                                           bench/results and docs/memory.md
               handfast bench growth [--quick] [PATTERN]   whether a handshake costs more with many sessions, certificates,
                                                           anchors or connections; a whole run writes docs/growth.md
               handfast bench pages                        docs/performance.md and memory.md anew from bench/results
               handfast bench primitives [--quick] [PATTERN]
                                                           what curves, KEMs and signatures cost from each source, and which
                                                           is chosen
               handfast bench timing [--quick] [PATTERN]   whether secrets show in our time; writes docs/timing.md
        """;

    private Main() {}

    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(Arrays.asList(arguments), out));
    }

    /** Runs one command; 0 means that all went right, 1 that something did not, 2 that the command was not understood. */
    static int run(List<String> arguments, PrintStream out) throws GeneralSecurityException, IOException {
        List<String> words = new ArrayList<>(arguments);
        boolean quick = words.remove("--quick");
        boolean thorough = words.remove("--thorough");
        boolean timing = words.remove("timing");
        boolean memory = words.remove("memory");
        boolean pages = words.remove("pages");
        boolean primitives = words.remove("primitives");
        boolean growth = words.remove("growth");
        if (words.size() > 1 || words.stream().anyMatch(word -> word.startsWith("-"))) {
            out.print(USAGE);
            return 2;
        }
        String pattern = words.isEmpty() ? "" : words.get(0);
        BenchCommand bench = new BenchCommand(out, Path.of(""));
        if (pages) {
            new Pages(Path.of("")).write();
            new MemoryCommand(out, Path.of("")).writePage();
            return 0;
        }
        if (primitives) {
            return new PrimitivesCommand(out).run(quick, pattern);
        }
        if (growth) {
            return new GrowthCommand(out).run(quick, pattern, Path.of("docs", "growth.md"));
        }
        if (memory) {
            return new MemoryCommand(out, Path.of("")).run(quick);
        }
        if (!timing) {
            return bench.run(quick ? Effort.QUICK : thorough ? Effort.THOROUGH : Effort.USUAL, pattern);
        }
        return new TimingCommand(out).run(quick, pattern, Path.of("docs", "timing.md"));
    }
}
