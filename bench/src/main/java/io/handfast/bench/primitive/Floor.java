package io.handfast.bench.primitive;

import io.handfast.bench.engine.Turn;
import io.handfast.bench.stack.Stack;
import io.handfast.crypto.Jca;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** All primitives of a scenario and nothing else, from the sources that our provider would choose. */
@State(Scope.Thread)
public class Floor {
    @Param({})
    public Stack stack = Stack.HANDFAST;

    @Param({})
    public Recipe recipe = Recipe.TLS13_ECDSA;

    private final List<Operation> operations = new ArrayList<>();

    /** Makes the operations ready, each as often as the recipe has it. */
    public void prepare() throws GeneralSecurityException {
        stack.installProviders();
        Operations sources = new Operations(Jca.of(Jca.Source.AUTO));
        for (Recipe.Step step : recipe.steps()) {
            Operation operation = sources.ready(step.operation())
                    .orElseThrow(() -> new GeneralSecurityException("nobody offers " + step.operation()));
            for (int i = 0; i < step.times(); i++) {
                operations.add(operation);
            }
        }
    }

    /** Makes all ready, and does it often enough to be compiled. */
    @Setup
    public void prepareAndWarmUp(Turn turn) throws GeneralSecurityException, IOException {
        prepare();
        turn.warmUp(this::sum);
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

    @Benchmark
    public int sum() throws GeneralSecurityException {
        int sum = 0;
        for (Operation operation : operations) {
            sum += operation.run();
        }
        return sum;
    }
}
