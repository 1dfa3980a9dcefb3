package io.handfast.bench;

import io.handfast.bench.figures.BenchCommand;
import io.handfast.bench.figures.Effort;
import io.handfast.bench.figures.MemoryCommand;
import io.handfast.bench.figures.PrimitivesCommand;
import io.handfast.bench.figures.Store;
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
import java.util.Map;

/** {@code ./handfast bench}: picks what to measure and exits with its code. */
public final class Main {
    private static final String USAGE = """
        usage: handfast bench [--quick|--thorough] [--keep] [PATTERN]
                                                           speed and allocation beside other providers; a whole run that is
                                                           not quick (some 80 minutes; thorough: three JVMs for each figure,
                                                           four times that) writes bench/results and docs/performance.md;
                                                           with --keep, rows that the pattern leaves out stay as committed
               handfast bench memory [--quick]             heap of connections and sessions, the first handshake; writes
                                                           bench/results and docs/memory.md
               handfast bench growth [--quick] [PATTERN]   whether a handshake costs more with many sessions, certificates,
                                                           anchors or connections; a whole run writes bench/results and
                                                           docs/growth.md
               handfast bench primitives [--quick] [PATTERN]
                                                           what curves, KEMs, signatures and ciphers cost from each source, and
                                                           which is chosen; a whole run writes bench/results and
                                                           docs/primitives.md
               handfast bench pages                        all these pages anew from bench/results
               handfast bench timing [--quick] [PATTERN]   whether secrets show in our time; a whole run writes
                                                           docs/timing.md, which is about the one JDK that ran last
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
        boolean keep = words.remove("--keep");
        boolean timing = words.remove("timing");
        boolean memory = words.remove("memory");
        boolean pages = words.remove("pages");
        boolean primitives = words.remove("primitives");
        boolean growth = words.remove("growth");
        boolean patternless = memory || pages;
        if (words.size() > (patternless ? 0 : 1) || words.stream().anyMatch(word -> word.startsWith("-"))) {
            out.print(USAGE);
            return 2;
        }
        String pattern = words.isEmpty() ? "" : words.get(0);
        Store store = new Store(Path.of(""));
        if (pages) {
            Map<String, String> docs = Docs.of(store);
            store.write(docs);
            out.println(docs.isEmpty() ? "no results, no pages" : "Written: " + String.join(", ", docs.keySet()));
            return 0;
        }
        if (!timing && !Store.warning().isEmpty()) {
            out.println(Store.warning());
        }
        if (primitives) {
            return new PrimitivesCommand(out, store).run(quick, pattern);
        }
        if (growth) {
            return new GrowthCommand(out, store).run(quick, pattern);
        }
        if (memory) {
            return new MemoryCommand(out, store).run(quick);
        }
        if (!timing) {
            return new BenchCommand(out, store)
                    .run(quick ? Effort.QUICK : thorough ? Effort.THOROUGH : Effort.USUAL, pattern, keep);
        }
        return new TimingCommand(out).run(quick, pattern, Path.of("docs", "timing.md"));
    }
}
