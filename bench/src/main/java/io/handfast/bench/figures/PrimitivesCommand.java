package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.primitive.Operation;
import io.handfast.bench.primitive.Operations;
import io.handfast.bench.primitive.Stopwatch;
import io.handfast.crypto.Jca;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        Stopwatch watch = new Stopwatch(quick ? QUICK_MILLISECONDS : MILLISECONDS);
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("microseconds of processor time", "chosen", "JCA", "bundled"));
        for (String name : Operations.names()) {
            if (name.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT))) {
                List<String> cells = new ArrayList<>(List.of(name));
                for (Jca.Source source : Jca.Source.values()) {
                    Optional<Operation> operation = new Operations(Jca.of(source)).ready(name);
                    cells.add(
                            operation.isPresent()
                                    ? String.format(Locale.ROOT, "%.1f", watch.microseconds(operation.get()))
                                    : Table.NONE);
                }
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
