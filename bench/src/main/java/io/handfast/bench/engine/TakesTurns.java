package io.handfast.bench.engine;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/** What is measured while others wait, and waits while others are measured. */
@State(Scope.Thread)
public abstract class TakesTurns {
    /** Makes all ready for the first operation. */
    public abstract void prepare() throws GeneralSecurityException, IOException;

    /** What will be measured, to warm up with. */
    protected abstract Turn.Work work(BenchmarkParams benchmark);

    /** Makes all ready, and does it often enough to be compiled. */
    @Setup
    public void prepareAndWarmUp(Turn turn, BenchmarkParams benchmark) throws GeneralSecurityException, IOException {
        prepare();
        turn.warmUp(work(benchmark));
    }

    /** Others take turns with us. */
    @Setup(Level.Iteration)
    public void takeTurn(Turn turn, IterationParams iteration) throws IOException {
        turn.take(iteration);
    }

    @TearDown(Level.Iteration)
    public void giveTurnBack(Turn turn) throws IOException {
        turn.giveBack();
    }
}
