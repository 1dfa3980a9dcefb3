package io.handfast.interop;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One line that {@code node/peer.js} has printed: a flat JSON object, or one with flat objects inside (RFC 8259).
 *
 * @param json the line
 */
record NodeEvent(String json) {

    /** Those of one kind among what a peer has printed, in order. */
    static List<NodeEvent> of(String kind, String text) {
        return text.lines()
                .filter(line -> line.startsWith("{\"event\":\"" + kind + "\""))
                .map(NodeEvent::new)
                .toList();
    }

    /** The first text value of this name; empty if there is none. */
    String text(String name) {
        return value(name, "\"((?:[^\"\\\\]|\\\\.)*)\"");
    }

    /** Whether the first value of this name is true. */
    boolean flag(String name) {
        return value(name, "(true|false)").equals("true");
    }

    /** The version, as JSSE writes it too. */
    String protocol() {
        return text("protocol");
    }

    /** OpenSSL's name of the suite. */
    String cipher() {
        return text("cipher");
    }

    /** OpenSSL's name of the group; of clients only, and empty where there is none. */
    String group() {
        return value("ephemeral", "\\{[^}]*\"name\":\"([^\"]*)\"");
    }

    /** The size of the server's Diffie-Hellman group, of clients only; empty where there is none. */
    String size() {
        return value("ephemeral", "\\{[^}]*\"size\":(\\d+)");
    }

    boolean reused() {
        return flag("reused");
    }

    /** The common name in the peer's certificate. */
    String peer() {
        return text("peer");
    }

    private String value(String name, String pattern) {
        return Pattern.compile("\"" + Pattern.quote(name) + "\":" + pattern)
                .matcher(json)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElse("");
    }
}
