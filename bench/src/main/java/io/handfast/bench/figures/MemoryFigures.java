package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What connections and sessions hold, and the first handshake; as a file, JSON with one answer a line.
 *
 * @param connections that were idle at once
 * @param sessions that were kept at once
 * @param classes bytes of an idle server connection of ours by class, the greatest first
 */
record MemoryFigures(
        Origin origin,
        int connections,
        int sessions,
        List<Answer> answers,
        Map<String, Double> classes,
        FirstHandshakes first) {
    static final List<Stack> STACKS =
            List.of(Stack.JDK, Stack.BOUNCY_CASTLE, Stack.CONSCRYPT, Stack.NETTY, Stack.HANDFAST);

    MemoryFigures {
        answers = List.copyOf(answers);
        classes = new LinkedHashMap<>(classes);
    }

    /** A line of the table. */
    enum Line {
        IDLE_CONNECTION("bytes of heap per idle server connection", 3000),
        SESSION_12("bytes of heap per session kept by a server, TLS 1.2", 0),
        SESSION_13("bytes of heap per session kept by a server, TLS 1.3", 0);

        private final String title;
        private final int goal;

        Line(String title, int goal) {
            this.title = title;
            this.goal = goal;
        }

        String title() {
            return title;
        }

        /** At most so much; empty where there is no goal. */
        OptionalDouble goal() {
            return goal == 0 ? OptionalDouble.empty() : OptionalDouble.of(goal);
        }

        /**
         * Whether the stack's server keeps what it resumes by: BoringSSL's seals it into tickets, and Bouncy Castle does not
         * resume TLS 1.3.
         */
        boolean asked(Stack stack) {
            return switch (this) {
                case IDLE_CONNECTION -> true;
                case SESSION_12 -> stack != Stack.NETTY && stack != Stack.CONSCRYPT;
                case SESSION_13 -> stack == Stack.JDK || stack.ours();
            };
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One figure.
     *
     * @param values of all runs
     */
    record Answer(String line, String stack, List<Double> values) {}

    /** The median of the runs. */
    OptionalDouble of(Line line, Stack stack) {
        return answers.stream()
                .filter(answer -> line.asked(stack)
                        && answer.line().equals(line.id())
                        && answer.stack().equals(stack.id()))
                .mapToDouble(answer -> Ratio.median(answer.values()))
                .findFirst();
    }

    /** Head and rows. */
    List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        STACKS.forEach(stack -> head.add(stack.title()));
        head.add("goal, at most");
        table.add(head);
        for (Line line : Line.values()) {
            List<String> cells = new ArrayList<>(List.of(line.title()));
            STACKS.forEach(stack -> cells.add(cell(of(line, stack))));
            cells.add(line.goal().isPresent() ? cell(line.goal()) : "");
            table.add(cells);
        }
        return table;
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,.0f", value.getAsDouble()) : Table.NONE;
    }

    /** What one of our idle connections is made of. */
    private List<List<String>> classTable() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("class", "bytes"));
        classes.forEach(
                (name, bytes) -> table.add(List.of("`" + name + "`", String.format(Locale.ROOT, "%,.0f", bytes))));
        return table;
    }

    /** How many of our goals are reached, of how many. */
    String verdict() {
        int reached = 0;
        if (of(Line.IDLE_CONNECTION, Stack.HANDFAST).orElse(Double.MAX_VALUE)
                <= Line.IDLE_CONNECTION.goal().orElseThrow()) {
            reached++;
        }
        if (first.of(FirstHandshakes.Starter.HANDFAST).orElse(Double.MAX_VALUE) <= FirstHandshakes.GOAL) {
            reached++;
        }
        return reached + " of 2 goals of memory and of the first handshake reached";
    }

    String json() {
        Map<String, Object> all = origin.members();
        all.put("connections", connections);
        all.put("sessions", sessions);
        all.put("classes", classes);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Answer answer : answers) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("line", answer.line());
            line.put("stack", answer.stack());
            line.put("values", answer.values());
            lines.add(line);
        }
        all.put("answers", lines);
        all.put("first", first.members());
        return Json.text(all);
    }

    static MemoryFigures parse(String json) {
        Fields fields = Fields.of(Json.parse(json));
        Map<String, Double> classes = new LinkedHashMap<>();
        Fields named = fields.object("classes");
        named.names().forEach(name -> classes.put(name, named.number(name)));
        List<Answer> answers = new ArrayList<>();
        for (Fields line : fields.objects("answers")) {
            answers.add(new Answer(line.text("line"), line.text("stack"), line.numbers("values")));
        }
        return new MemoryFigures(
                Origin.of(fields),
                (int) fields.number("connections"),
                (int) fields.number("sessions"),
                answers,
                classes,
                FirstHandshakes.parse(fields.objects("first")));
    }

    /** docs/memory.md; empty where there are no results. */
    static Optional<String> page(Map<String, MemoryFigures> byRelease) {
        if (byRelease.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder page = new StringBuilder("""
            # Memory, and the first handshake

            Written by `./handfast bench memory`; not edited by hand.

            What lives on the heap by class histogram after full collections, with connections or sessions and without, the difference
            divided by their number; what native libraries hold besides is not seen. Each figure from a JVM of its own. TLS 1.3 sessions
            are kept by the server, not sealed into tickets, where a stack can do that. "none": keeps none to resume by, or could not be measured.

            The first handshake: key stores read from files, contexts made with them, one TLS 1.3 handshake of both ends; the median of
            several fresh JVMs, the stacks taking turns. The class path begins with what a stack is made of, in the order in which a build
            tool lists it. It counts from the beginning of main and from the start of the JVM, in which an archive may have things done
            before main. The primitives alone are its floor: key exchange, signatures, HMACs, AES-GCM and hashes of that
            handshake, each for the first time in its JVM, by the sources that our provider chooses, and the signatures of the chain, with
            no TLS around them. With an archive: after a run that wrote one, by `-XX:AOTCacheOutput` for `-XX:AOTCache` from JDK 25
            on, before that by `-XX:ArchiveClassesAtExit` for `-XX:SharedArchiveFile`. The JVM archives no classes of signed jars, such as
            Bouncy Castle's; our standalone jar is not signed.
            """);
        byRelease.forEach((release, figures) -> {
            page.append("\n## JDK ").append(release).append("\n\n");
            page.append(figures.origin().sentence()).append(' ');
            page.append(String.format(
                    Locale.ROOT, "%,d connections, %,d sessions.\n\n", figures.connections(), figures.sessions()));
            page.append(Table.markdown(figures.table()));
            page.append("\nThe first handshake:\n\n");
            page.append(Table.markdown(figures.first().table()));
            page.append("\nWhat an idle server connection of ours is made of, above all:\n\n");
            page.append(Table.markdown(figures.classTable()));
        });
        return Optional.of(page.toString());
    }
}
