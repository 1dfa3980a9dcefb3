package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.List;
import java.util.Map;

/** docs/performance.md, made of the results of each JDK. */
final class Page {
    private Page() {}

    /** The page; results by the feature release of their JDK, in the order in which they shall stand. */
    static String of(Map<String, Results> byRelease) {
        StringBuilder page = new StringBuilder("""
            # Performance

            Written by `./handfast bench`; not edited by hand. What we learnt from it, and why the code is as it is, stands in
            [profiling.md](profiling.md); what connections hold in [memory.md](memory.md).

            Client and server in one thread, engines in memory, chain of two and name checked; TLS_AES_128_GCM_SHA256 in TLS 1.3,
            AES-128-GCM in 1.2. Everyone is measured in a JVM of its own (heap of 1 GB). These JVMs
            take turns of a second until each one's compilers have come to rest after 15,000 operations (80 seconds at most), then fifteen turns of 0.4 seconds, which count. The JDK's provider is 1, with its operations per second; the others are ratios to it: the median over the turns,
            ± half of the distance between the quartiles, so that half of the turns lie about within it. "none": the stack does not have it; "failed": it has, and could not be measured. "Before" is the ratio of
            ours in the result that was committed before this one. On each JDK the goals are ratios to that JDK's own provider.

            The primitives alone are a physical floor: what the RFCs demand of curves, signatures, AES-GCM and hashes for a scenario
            (the list stands at the end), done by the sources that our provider chooses, without any TLS around it. Where a scenario
            goes over sockets, its bytes go over plain ones in the floor. "How near" is our rate in proportion to theirs.
            """);
        byRelease.forEach((release, results) -> {
            page.append("\n## JDK ").append(release).append("\n\n");
            page.append(results.origin().sentence()).append("\n\n");
            page.append("![bars per scenario](performance-jdk").append(release).append(".svg)\n\n");
            List<Row> rows = List.of(Row.values());
            page.append(Table.markdown(Table.rates(results, rows, Table.PLAIN)));
            page.append(kept(results, rows));
            page.append("\nThe same with other providers of primitives installed in front:\n\n");
            page.append(Table.markdown(Table.rates(results, rows, Table.OTHER_PRIMITIVES)));
            page.append("\n### Ours beside its primitives\n\n");
            page.append(Table.markdown(Table.floors(results, rows)));
            page.append("\n### Garbage\n\n");
            page.append(Table.markdown(Table.allocations(results, rows, Table.PLAIN)));
            page.append('\n');
            page.append(Table.markdown(Table.allocations(results, rows, Table.OTHER_PRIMITIVES)));
        });
        page.append("\n## What the floors are made of\n\n").append(Table.markdown(Table.recipes()));
        return page.toString();
    }

    /** Which rows are from runs that took fewer turns, and warmed up for less time, than what is said above; nothing if none is. */
    private static String kept(Results results, List<Row> rows) {
        List<String> titles = rows.stream()
                .filter(row -> results.of(row, Entrant.of(Stack.HANDFAST))
                        .filter(figure -> figure.rates().size() < Effort.USUAL.turns())
                        .isPresent())
                .map(Row::title)
                .toList();
        return titles.isEmpty()
                ? ""
                : "\nKept from earlier runs, with fewer turns and a warm-up that ended sooner: "
                        + String.join("; ", titles) + ".\n";
    }
}
