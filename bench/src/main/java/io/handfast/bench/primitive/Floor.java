package io.handfast.bench.primitive;

import io.handfast.bench.engine.TakesTurns;
import io.handfast.bench.engine.Turn;
import io.handfast.bench.stack.Stack;
import io.handfast.crypto.Jca;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** All primitives of a scenario and nothing else, from the sources that our provider would choose. */
@State(Scope.Thread)
public class Floor extends TakesTurns {
    @Param({})
    public Stack stack = Stack.HANDFAST;

    @Param({})
    public Recipe recipe = Recipe.TLS13_ECDSA;

    private final List<Operation> operations = new ArrayList<>();

    /** Makes the operations ready, each as often as the recipe has it. */
    @Override
    public void prepare() throws GeneralSecurityException, IOException {
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

    @Override
    protected Turn.Work work(BenchmarkParams benchmark) {
        return this::sum;
    }

    @Benchmark
    public int sum() throws GeneralSecurityException, IOException {
        int sum = 0;
        for (Operation operation : operations) {
            sum += operation.run();
        }
        return sum;
    }

    @TearDown
    public void stop() throws IOException {
        for (Operation operation : operations) {
            operation.close();
        }
    }
}
