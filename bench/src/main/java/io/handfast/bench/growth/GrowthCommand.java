package io.handfast.bench.growth;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code ./handfast bench growth}: each quantity, small beside large. */
public final class GrowthCommand {
    private final PrintStream out;

    public GrowthCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Measures the quantities whose name or title contains the pattern.
     *
     * @param quick fewer handshakes, less in the caches, and no page
     * @param page where a whole run goes as a page of the documentation
     * @return 0 when no time grows, 1 when some does, 2 when the pattern fits nothing
     */
    public int run(boolean quick, String pattern, Path page) throws GeneralSecurityException, IOException {
        List<Quantity> quantities = Quantity.matching(pattern);
        if (quantities.isEmpty()) {
            out.println("nothing is called " + pattern);
            return 2;
        }
        Map<Quantity, Growth> measured = new EnumMap<>(Quantity.class);
        for (Quantity quantity : quantities) {
            int many = quantity.large(quick);
            Scene small = quantity.scene(Stage.usual(), quantity.small());
            Scene large = quantity.scene(Stage.usual(), many);
            Growth growth = (quick ? Turns.QUICK : Turns.USUAL).run(small, large);
            measured.put(quantity, growth);
            out.println(GrowthPage.line(quantity, many, growth));
        }
        if (!quick && quantities.size() == Quantity.values().length) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, GrowthPage.of(measured));
        }
        return measured.values().stream().allMatch(Growth::timeWithin) ? 0 : 1;
    }
}
