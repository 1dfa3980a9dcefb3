package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How long fresh JVMs took to their first handshake. */
record FirstHandshakes(List<Times> times) {
    /** In milliseconds, from main, without an archive. */
    static final int GOAL = 500;

    FirstHandshakes {
        times = List.copyOf(times);
    }

    /** Who begins. */
    enum Starter {
        /** What everybody has to do before there is a handshake. */
        KEY_STORES("reading the key stores alone", Stack.JDK),
        /** The floor of ours. */
        PRIMITIVES("that and the primitives alone, from our standalone jar", Stack.HANDFAST),
        JDK(Stack.JDK.title(), Stack.JDK),
        BOUNCY_CASTLE(Stack.BOUNCY_CASTLE.title(), Stack.BOUNCY_CASTLE, "bc"),
        CONSCRYPT(Stack.CONSCRYPT.title(), Stack.CONSCRYPT, "conscrypt-"),
        NETTY(Stack.NETTY.title(), Stack.NETTY, "netty-"),
        HANDFAST(Stack.HANDFAST.title(), Stack.HANDFAST, "handfast-", "bcprov-"),
        HANDFAST_STANDALONE(Stack.HANDFAST.title() + ", its standalone jar", Stack.HANDFAST);

        private final String title;
        private final Stack stack;
        private final List<String> jars;

        Starter(String title, Stack stack, String... jars) {
            this.title = title;
            this.stack = stack;
            this.jars = List.of(jars);
        }

        /** How the names of the jars begin that it is made of, in the order in which a build tool lists them. */
        List<String> jars() {
            return jars;
        }

        String title() {
            return title;
        }

        Stack stack() {
            return stack;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Of one starter, all in milliseconds.
     *
     * @param archive whether the JVM had an archive of what an earlier run had loaded
     * @param fromMain from the beginning of main
     * @param fromStart from the start of the JVM, which main comes after
     */
    record Times(String starter, boolean archive, List<Double> fromMain, List<Double> fromStart) {
        Times {
            fromMain = List.copyOf(fromMain);
            fromStart = List.copyOf(fromStart);
        }

        private Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("starter", starter);
            members.put("archive", archive);
            members.put("fromMain", fromMain);
            members.put("fromStart", fromStart);
            return members;
        }
    }

    /** The median from main without an archive, for which there is a goal. */
    OptionalDouble of(Starter starter) {
        return times(starter, false)
                .map(found -> OptionalDouble.of(Ratio.median(found.fromMain())))
                .orElse(OptionalDouble.empty());
    }

    private Optional<Times> times(Starter starter, boolean archive) {
        return times.stream()
                .filter(each -> each.starter().equals(starter.id()) && each.archive() == archive)
                .findFirst();
    }

    /** Head and rows. */
    List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "milliseconds",
                "from main",
                "from the JVM's start",
                "from main, with an archive",
                "from the JVM's start, with an archive"));
        for (Starter starter : Starter.values()) {
            List<String> cells = new ArrayList<>(List.of(starter.title()));
            for (boolean archive : new boolean[] {false, true}) {
                cells.add(times(starter, archive)
                        .map(found -> cell(found.fromMain()))
                        .orElse(Table.NONE));
                cells.add(times(starter, archive)
                        .map(found -> cell(found.fromStart()))
                        .orElse(Table.NONE));
            }
            table.add(cells);
        }
        table.add(List.of("goal of ours, at most", Integer.toString(GOAL), "", "", ""));
        return table;
    }

    private static String cell(List<Double> values) {
        return String.format(Locale.ROOT, "%,.0f", Ratio.median(values));
    }

    List<Map<String, Object>> members() {
        return times.stream().map(Times::members).toList();
    }

    static FirstHandshakes parse(List<Fields> objects) {
        return new FirstHandshakes(objects.stream()
                .map(fields -> new Times(
                        fields.text("starter"),
                        fields.truth("archive"),
                        fields.numbers("fromMain"),
                        fields.numbers("fromStart")))
                .toList());
    }
}
