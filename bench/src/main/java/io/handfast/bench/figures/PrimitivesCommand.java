package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.engine.Primitives;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./handfast bench primitives}: what the sources of primitives cost on this machine, beside the choice that is made. */
public final class PrimitivesCommand {
    private static final int MILLISECONDS = 500;
    private static final int QUICK_MILLISECONDS = 100;

    private final PrintStream out;

    public PrimitivesCommand(PrintStream out) {
        this.out = out;
    }

    /** Prints the table of all operations whose name contains the pattern; 2 if there is none. */
    public int run(boolean quick, String pattern) throws GeneralSecurityException {
        Primitives primitives = new Primitives(quick ? QUICK_MILLISECONDS : MILLISECONDS);
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("microseconds of processor time", "chosen", "JCA", "bundled"));
        for (String operation : primitives.operations()) {
            if (operation.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT))) {
                List<String> cells = new ArrayList<>(List.of(operation));
                primitives
                        .measure(operation)
                        .microseconds()
                        .forEach(figure -> cells.add(
                                figure.isPresent()
                                        ? String.format(Locale.ROOT, "%.0f", figure.getAsDouble())
                                        : Table.NONE));
                table.add(cells);
            }
        }
        if (table.size() == 1) {
            out.println("no primitive matches " + pattern);
            return 2;
        }
        out.println(Machine.description());
        out.print(Table.text(table));
        return 0;
    }
}
