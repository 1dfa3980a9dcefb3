package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.OptionalDouble;

/** What we mean to reach, on each JDK in proportion to that JDK's own provider. */
final class Goals {
    private Goals() {}

    /** The ratio to the JDK's provider; empty where there is no goal. */
    static OptionalDouble ratio(Row row, Stack stack) {
        if (stack == Stack.HANDFAST_CORRETTO) {
            return row == Row.TLS13_ECDSA
                    ? OptionalDouble.of(3.2)
                    : row == Row.RECORDS_16K_HEAP ? OptionalDouble.of(2.5) : OptionalDouble.empty();
        }
        return stack != Stack.HANDFAST
                ? OptionalDouble.empty()
                : switch (row) {
                    case TLS13_ECDSA, TLS13_TWO_THREADS -> OptionalDouble.of(2.4);
                    case TLS13_RSA -> OptionalDouble.of(2.0);
                    case TLS12_ECDHE -> OptionalDouble.of(2.3);
                    case TLS12_RSA -> OptionalDouble.of(1.2);
                    case TLS13_RESUMED, RECORDS_16K_DIRECT -> OptionalDouble.of(2.5);
                    case TLS12_RESUMED, RECORDS_1K_DIRECT -> OptionalDouble.of(1.5);
                    case RECORDS_16K_HEAP -> OptionalDouble.of(1.4);
                    case RECORDS_1K_HEAP -> OptionalDouble.of(1.3);
                    case SOCKET_HANDSHAKE -> OptionalDouble.of(2.2);
                    case SOCKET_BULK -> OptionalDouble.of(1.7);
                    case TLS13_HYBRID -> OptionalDouble.empty();
                };
    }

    /** Operations per second where no JDK has a provider to compare with, on the machine that the goals were set on. */
    static OptionalDouble rate(Row row, Stack stack) {
        return row == Row.TLS13_HYBRID && stack == Stack.HANDFAST ? OptionalDouble.of(1300) : OptionalDouble.empty();
    }

    /** Bytes allocated per operation, at most; empty where there is no goal. */
    static OptionalDouble allocated(Row row, Stack stack) {
        boolean corretto = stack == Stack.HANDFAST_CORRETTO;
        if (!stack.ours()) {
            return OptionalDouble.empty();
        }
        if (row == Row.TLS13_ECDSA) {
            return OptionalDouble.of(corretto ? 60_000 : 200_000);
        }
        return row == Row.RECORDS_16K_HEAP ? OptionalDouble.of(corretto ? 500 : 2200) : OptionalDouble.empty();
    }
}
