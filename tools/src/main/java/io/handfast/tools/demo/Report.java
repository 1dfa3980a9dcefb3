package io.handfast.tools.demo;

import io.handfast.HandshakeEvent;
import io.handfast.tools.diagram.SequenceDiagram;
import io.handfast.tools.diagram.Style;
import io.handfast.tools.diagram.Style.Ink;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the demo says on the terminal, no line wider than {@link SequenceDiagram#WIDTH}. */
final class Report {

    private final PrintStream out;
    private final Style style;

    Report(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    void opening(String runtime, String peer) {
        line(style.of(Ink.TITLE, "Handfast demo") + "  " + runtime + "  ·  " + peer);
    }

    void title(String text) {
        out.println();
        line(style.of(
                Ink.TITLE, "━━ " + text + " " + "━".repeat(Math.max(0, SequenceDiagram.WIDTH - 4 - text.length()))));
    }

    void diagrams(List<List<HandshakeEvent>> connections, String client, String server) {
        for (List<HandshakeEvent> events : connections) {
            boolean ours = events.get(0).client();
            SequenceDiagram.of(
                            events,
                            ours ? client + " (Handfast)" : client,
                            ours ? server : server + " (Handfast)",
                            style)
                    .forEach(this::line);
        }
    }

    void verdict(Result result, int bodyLength) {
        line(result.fault()
                .map(fault -> style.of(Ink.BAD, "✘ " + fault))
                .orElseGet(() -> style.of(Ink.GOOD, "✔ ")
                        + String.format(Locale.ROOT, "%,d bytes came back with the right SHA-256 ", bodyLength)
                        + result.outcome()
                                .map(outcome -> outcome.digest().substring(0, 16) + "…")
                                .orElse("")));
    }

    /** The table at the end. */
    void summary(List<Result> results) {
        title("Summary");
        line(style.of(Ink.FIELD, row("", "client", "server", "suite", "time", "")));
        int number = 1;
        Version group = null;
        for (Result result : results) {
            if (result.version() != group) {
                group = result.version();
                line(style.of(Ink.TITLE, " " + group.title()));
            }
            String suite = result.outcome().map(Outcome::suite).orElse("–");
            String time = String.format(Locale.ROOT, "%.0f ms", result.handshakeMillis());
            line(row(Integer.toString(number), result.client(), result.server(), suite, time, "")
                    + (result.good() ? style.of(Ink.GOOD, "✔") : style.of(Ink.BAD, "✘")));
            number++;
        }
        long good = results.stream().filter(Result::good).count();
        out.println();
        line(style.of(
                good == results.size() ? Ink.GOOD : Ink.BAD, good + " of " + results.size() + " exchanges were right"));
    }

    void line(String text) {
        out.println(text);
    }

    private static String row(String number, String client, String server, String suite, String time, String mark) {
        return String.format("%4s  %-19s %-17s %-39s %9s  %s", number, client, server, suite, time, mark);
    }
}
