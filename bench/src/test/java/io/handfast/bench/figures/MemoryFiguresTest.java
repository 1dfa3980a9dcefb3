package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.engine.Probe;
import io.handfast.bench.engine.Probe.Question;
import io.handfast.bench.figures.FirstHandshakes.Starter;
import io.handfast.bench.figures.FirstHandshakes.Times;
import io.handfast.bench.figures.MemoryFigures.Answer;
import io.handfast.bench.figures.MemoryFigures.Line;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From answers of other JVMs to a table and a verdict. */
class MemoryFiguresTest {
    private static MemoryFigures figures(double idle, double first) {
        return new MemoryFigures(
                new Origin("a machine", "2026-01-02", "usual", Map.of("JDK", "25")),
                2000,
                3000,
                List.of(new Answer(Line.IDLE_CONNECTION.id(), Stack.HANDFAST.id(), List.of(idle))),
                Map.of("[B", 1200.0),
                new FirstHandshakes(List.of(
                        new Times(Starter.HANDFAST.id(), true, List.of(2.0), List.of(3.0)),
                        new Times(
                                Starter.HANDFAST.id(),
                                false,
                                List.of(9000.0, first, 1.0),
                                List.of(9100.0, first + 70, 100.0)))));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        MemoryFigures figures = figures(3100, 480);
        assertEquals(figures.json(), MemoryFigures.parse(figures.json()).json());
        assertEquals(480, figures.first().of(Starter.HANDFAST).orElseThrow(), "the median");
        assertTrue(figures.first().of(Starter.NETTY).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"3000, 500, 2", "3001, 500, 1", "2999, 501, 1", "4000, 600, 0"})
    void goalsAreReachedOrNot(double idle, double first, int reached) {
        assertEquals(
                reached + " of 2 goals of memory and of the first handshake reached",
                figures(idle, first).verdict());
    }

    @Test
    void thePageShowsOurClasses() {
        String page = MemoryFigures.page(Map.of("25", figures(3100, 480))).orElseThrow();
        assertTrue(page.contains("2,000 connections, 3,000 sessions."), page);
        assertTrue(page.contains("| `[B` | 1,200 |"), page);
        assertTrue(page.contains("none | none | none | none | 3,100 | 3,000 |"), page);
        assertTrue(page.contains("| Handfast | 480 | 550 | 2 | 3 |"), page);
        assertTrue(page.contains("| Handfast, its standalone jar | none | none | none | none |"), page);
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION_12, JDK, true",
        "SESSION_12, BOUNCY_CASTLE, true",
        "SESSION_12, CONSCRYPT, false",
        "SESSION_12, NETTY, false",
        "SESSION_13, HANDFAST, true",
        "SESSION_13, BOUNCY_CASTLE, false"
    })
    void sessionsAreCountedWhereServersKeepThem(Line line, Stack stack, boolean asked) {
        MemoryFigures figures = new MemoryFigures(
                new Origin("a machine", "2026-01-02", "usual", Map.of()),
                1,
                1,
                List.of(new Answer(line.id(), stack.id(), List.of(17.0))),
                Map.of(),
                new FirstHandshakes(List.of()));
        assertEquals(asked, figures.of(line, stack).isPresent());
    }

    @Test
    void theGreatestClassesComeFirst() {
        assertEquals(
                List.of("c", "a"),
                List.copyOf(MemoryCommand.greatest(List.of("5.5 a", "0.2 b", "70 c", "-9 d", "66"))
                        .keySet()));
    }

    @ParameterizedTest
    @CsvSource({"FIRST_HANDSHAKE", "READ_KEY_STORES", "FIRST_PRIMITIVES"})
    void aStartIsTwoFigures(Question question, @TempDir Path folder) throws Exception {
        Probe.writeSite(folder);
        List<String> lines = Fork.lines(
                        List.of("-XX:TieredStopAtLevel=1", "-Xmx200m", "-XX:+UseSerialGC"),
                        Probe.class,
                        List.of(question.name(), "HANDFAST", "1", folder.toString()))
                .orElseThrow();
        String[] figures = lines.get(lines.size() - 1).split(" ", -1);
        long fromMain = Long.parseLong(figures[0]);
        long fromStart = Long.parseLong(figures[1]);
        assertTrue(0 < fromMain && fromMain < fromStart, lines::toString);
    }

    @Test
    void theClassPathBeginsWithWhatTheStarterIsMadeOf() {
        List<String> folder = List.of(
                "/lib/bcpkix-1.jar",
                "/lib/netty-common-4.jar",
                "/lib/bcprov-1.jar",
                "/lib/handfast-0.1.jar",
                "/handfast-bench-0.1.jar");
        assertEquals(
                List.of(
                        "/handfast-bench-0.1.jar",
                        "/lib/handfast-0.1.jar",
                        "/lib/bcprov-1.jar",
                        "/lib/bcpkix-1.jar",
                        "/lib/netty-common-4.jar"),
                Starts.ordered(folder, Starter.HANDFAST));
        assertEquals(
                "/lib/netty-common-4.jar", Starts.ordered(folder, Starter.NETTY).get(1));
        assertEquals("/lib/bcpkix-1.jar", Starts.ordered(folder, Starter.JDK).get(1));
    }

    @Test
    void anotherJvmAnswers() throws Exception {
        Optional<List<String>> lines = Fork.lines(
                List.of("-XX:TieredStopAtLevel=1", "-Xmx200m", "-XX:+UseSerialGC"),
                Probe.class,
                List.of("IDLE_CONNECTION", "HANDFAST", "3"));
        assertTrue(Double.parseDouble(lines.orElseThrow().get(lines.get().size() - 1)) > 100, lines::toString);
        assertEquals(Optional.empty(), Fork.lines(List.of("-XX:NoSuchOption"), Probe.class, List.of()));
    }

    /** A program that waits for what nobody sends. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("begun");
            System.in.read();
        }
    }

    @Test
    void aJvmThatDoesNotEndIsGivenUp() throws IOException {
        assertEquals(
                Optional.empty(),
                Fork.lines(List.of(), Fork.classPath(), Waiting.class, List.of(), Duration.ofSeconds(1)));
    }
}
