package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.engine.Probe.Question;
import io.handfast.bench.figures.MemoryFigures.Line;
import io.handfast.bench.stack.Stack;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an idle connection of ours holds stays within the goal, whatever is added to it. */
class IdleConnectionTest {
    private static final int CONNECTIONS = 500;

    /** So many bytes are there at least: two key schedules of AES, without which it could read and write nothing. */
    private static final int LEAST = 1200;

    @Test
    void aServersConnectionIsWithinItsGoal() throws Exception {
        List<String> lines = MemoryCommand.fork(
                        Question.IDLE_CONNECTION, Stack.HANDFAST, List.of(Integer.toString(CONNECTIONS)), List.of())
                .orElseThrow();
        double bytes = MemoryCommand.number(lines);
        assertTrue(bytes > LEAST, () -> bytes + " bytes: these are no connections");
        assertTrue(
                bytes <= Line.IDLE_CONNECTION.goal().orElseThrow(),
                () -> bytes + " bytes, made of " + new TreeMap<>(MemoryCommand.greatest(lines)));
    }
}
