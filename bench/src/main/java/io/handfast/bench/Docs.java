package io.handfast.bench;

import io.handfast.bench.figures.BenchCommand;
import io.handfast.bench.figures.MemoryCommand;
import io.handfast.bench.figures.PrimitivesCommand;
import io.handfast.bench.figures.Store;
import io.handfast.bench.growth.GrowthCommand;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All pages of the documentation that are made of committed results: the same results always give the same pages. */
final class Docs {
    /** All that may be there, by path under the root. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of("docs/performance.md", "docs/primitives.md", "docs/memory.md", "docs/growth.md"),
                    Store.RELEASES.stream().map(release -> "docs/performance-jdk" + release + ".svg"))
            .toList();

    private Docs() {}

    /**
     * Text by path; a page whose results are not there is not among them.
     *
     * @throws IllegalArgumentException when a file has no results
     */
    static Map<String, String> of(Store store) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>(BenchCommand.pages(store));
        pages.putAll(PrimitivesCommand.pages(store));
        pages.putAll(MemoryCommand.pages(store));
        pages.putAll(GrowthCommand.pages(store));
        return pages;
    }
}
