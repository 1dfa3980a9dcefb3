package io.handfast.tools.diagram;

import io.handfast.HandshakeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One connection drawn as a sequence diagram: client on the left, server on the right, time downwards (RFC 8446 §2).
 *
 * <p>Every line fits {@value #WIDTH} columns.
 */
public final class SequenceDiagram {

    /** The width of every diagram, in columns. */
    public static final int WIDTH = 100;

    private static final int LEFT = 11;
    private static final int RIGHT = WIDTH - 2;
    private static final int INNER = RIGHT - LEFT - 1;
    private static final int FIELD_INDENT = 4;

    private static final String GOODBYE = "close_notify";

    private final Style style;
    private final List<String> lines = new ArrayList<>();
    private boolean goodbyeSent;

    private SequenceDiagram(Style style) {
        this.style = style;
    }

    /**
     * Draws the events of one connection.
     *
     * @param events in the order in which they happened; all of one connection, seen from one side
     * @param client the name over the client's line
     * @param server the name over the server's line
     */
    public static List<String> of(List<HandshakeEvent> events, String client, String server, Style style) {
        SequenceDiagram diagram = new SequenceDiagram(style);
        diagram.head(client, server);
        for (HandshakeEvent event : events) {
            diagram.draw(event, event.nanoTime() - events.get(0).nanoTime());
        }
        diagram.lines.add(" ".repeat(LEFT) + "┴" + " ".repeat(INNER) + "┴");
        return List.copyOf(diagram.lines);
    }

    private void head(String client, String server) {
        int gap = INNER + 2 - client.length() - server.length();
        lines.add(" ".repeat(LEFT)
                + style.of(Style.Ink.TITLE, client)
                + " ".repeat(Math.max(1, gap))
                + style.of(Style.Ink.TITLE, server));
        lines.add(" ".repeat(LEFT) + "┬" + " ".repeat(INNER) + "┬");
    }

    private void draw(HandshakeEvent event, long nanos) {
        String time = String.format(Locale.ROOT, "%7.1f ms ", nanos / 1e6);
        switch (event.kind()) {
            case MESSAGE -> {
                arrow(time, event, Style.Ink.MESSAGE);
                fields(event.fields());
            }
            case ALERT -> {
                goodbyeSent |= event.sent() && event.name().equals(GOODBYE);
                arrow(time, event, event.name().equals(GOODBYE) ? Style.Ink.FIELD : Style.Ink.BAD);
                fields(event.fields());
            }
            case READ_KEYS -> keys(time, event, "reads");
            case WRITE_KEYS -> keys(time, event, "writes");
            case ESTABLISHED -> banner(time, event, Style.Ink.GOOD, "established");
            case FAILED -> failed(time, event);
            case CLOSED -> banner(time, event, Style.Ink.FIELD, "closed");
        }
    }

    private void arrow(String time, HandshakeEvent event, Style.Ink ink) {
        boolean rightwards = event.sent() == event.client();
        String name = (event.kind() == HandshakeEvent.Kind.ALERT ? "Alert: " : "") + event.name();
        String size = event.size() > 0 ? " " + event.size() + " B " : "";
        int dashes = Math.max(3, INNER - name.length() - size.length() - 8);
        String painted = style.of(ink, name);
        String inside = rightwards
                ? "── " + painted + " " + "─".repeat(dashes) + size + "──▶"
                : "◀──" + size + "─".repeat(dashes) + " " + painted + " ──";
        int used = name.length() + size.length() + dashes + 7;
        lines.add(time + "│" + inside + " ".repeat(Math.max(0, INNER - used)) + "│");
    }

    private void fields(Map<String, String> fields) {
        StringBuilder line = new StringBuilder();
        int room = INNER - 2 * FIELD_INDENT;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            for (String piece : pieces(field.getKey() + " " + field.getValue(), room)) {
                if (line.length() > 0 && line.length() + 3 + piece.length() > room) {
                    fieldLine(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() > 0 ? " · " : "").append(piece);
            }
        }
        if (line.length() > 0) {
            fieldLine(line.toString());
        }
    }

    private void fieldLine(String text) {
        inside("          ", Style.Ink.FIELD, text, FIELD_INDENT);
    }

    /** Cuts a long list of values at its spaces, so that each piece fits. */
    private static List<String> pieces(String text, int room) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (rest.length() > room) {
            int cut = rest.lastIndexOf(' ', room);
            int at = cut > 0 ? cut : room;
            pieces.add(rest.substring(0, at));
            rest = rest.substring(at).strip();
        }
        pieces.add(rest);
        return pieces;
    }

    private void keys(String time, HandshakeEvent event, String what) {
        String text = "◆ " + what + " with " + event.name() + " keys" + listed(event.fields());
        int room = INNER - 2;
        String shown = text.length() > room ? text.substring(0, room - 1) + "…" : text;
        inside(time, Style.Ink.KEYS, shown, event.client() ? 1 : INNER - 1 - shown.length());
    }

    /** A peer that merely hangs up after our goodbye is impolite, which is no failure to a reader (RFC 8446 §6.1). */
    private void failed(String time, HandshakeEvent event) {
        if (goodbyeSent && event.name().equals(GOODBYE)) {
            inside(time, Style.Ink.FIELD, "● closed, without a goodbye from the peer", 2);
        } else {
            banner(time, event, Style.Ink.BAD, "failed");
        }
    }

    private void banner(String time, HandshakeEvent event, Style.Ink ink, String what) {
        String name = event.name().isEmpty() || event.name().equalsIgnoreCase(what) ? "" : ": " + event.name();
        for (String piece : pieces("● " + what + name, INNER - 4)) {
            inside(time, ink, piece, 2);
        }
        Map<String, String> more = new LinkedHashMap<>(event.fields());
        more.values().removeIf(event.name()::equals);
        fields(more);
    }

    private static String listed(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(" · ").append(name).append(' ').append(value));
        return text.toString();
    }

    private void inside(String time, Style.Ink ink, String text, int indent) {
        int after = Math.max(0, INNER - indent - text.length());
        lines.add((time + " ".repeat(LEFT)).substring(0, LEFT) + "│" + " ".repeat(indent) + style.of(ink, text)
                + " ".repeat(after) + "│");
    }
}
