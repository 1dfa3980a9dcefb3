package io.handfast.bench.primitive;

import io.handfast.bench.stack.Stack;
import io.handfast.crypto.Jca;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/** Operations with a stack's providers installed, in a JVM that is for nothing else. */
public final class SourcesProbe {
    private SourcesProbe() {}

    /** Takes the stack, the milliseconds for each, and the names of operations; prints microseconds or "none", one a line. */
    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        Stack.valueOf(arguments[0]).installProviders();
        Stopwatch watch = new Stopwatch(Integer.parseInt(arguments[1]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String name : Arrays.asList(arguments).subList(2, arguments.length)) {
            Optional<Operation> operation = new Operations(Jca.of(Jca.Source.AUTO)).ready(name);
            out.println(operation.isPresent() ? Double.toString(watch.microseconds(operation.get())) : "none");
        }
    }
}
