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
                profiling.md.

                Client and server in one thread, engines in memory, chain of two and name checked; each figure from JVMs of its own,
                the stacks taking turns. The JDK's provider is 1, with its operations per second; the others are ratios to it from the
                same run. TLS_AES_128_GCM_SHA256 in TLS 1.3, AES-128-GCM in 1.2. "none": the stack did not do it.
                """);
        byRelease.forEach((release, results) -> {
            page.append("\n## JDK ").append(release).append("\n\n");
            page.append(results.machine()).append("; ").append(results.date()).append(".\n\n");
            page.append("![bars per scenario](performance-jdk").append(release).append(".svg)\n\n");
            page.append(Table.markdown(Table.rates(results, List.of(Row.values()), List.of(Stack.values()))));
            page.append('\n');
            page.append(Table.markdown(Table.allocations(results, List.of(Row.values()), List.of(Stack.values()))));
        });
        return page.toString();
    }
}
