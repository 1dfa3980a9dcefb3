package io.handfast.bench.engine;

/**
 * Whether the compilers have come to rest, beside whose work no rate counts.
 *
 * <p>The rates themselves do not tell: on a machine that others use as well they fall and rise by more than the last
 * compilations bring.
 */
final class Settling {
    /** So many turns in succession with hardly anything compiled, and they have come to rest. */
    static final int PATIENCE = 7;

    /** Hardly anything: a hundredth of a turn of a second. */
    static final long BUSY_MILLISECONDS = 10;

    /**
     * A method that an operation calls once is taken up by the last compiler after so many calls at the latest
     * ({@code Tier4CompileThreshold}); up to then compilers may rest for a while and go on.
     */
    static final int OPERATIONS = 15_000;

    private long compiled;
    private long operations;
    private int quietTurns;

    /**
     * Takes note of a turn.
     *
     * @param done operations in it
     * @param totalCompiled milliseconds that the compilers have worked since the JVM was started, up to the end of the turn
     */
    void add(long done, long totalCompiled) {
        operations += done;
        quietTurns = totalCompiled - compiled > BUSY_MILLISECONDS ? 0 : quietTurns + 1;
        compiled = totalCompiled;
    }

    /** Whether they have come to rest. */
    boolean settled() {
        return quietTurns >= PATIENCE && operations >= OPERATIONS;
    }
}
