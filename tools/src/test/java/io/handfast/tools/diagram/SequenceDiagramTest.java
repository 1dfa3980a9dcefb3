package io.handfast.tools.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandshakeEvent;
import io.handfast.HandshakeEvent.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceDiagramTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesPointTheWayTheyWent(boolean weAreClient) {
        String sent =
                line(draw(event(weAreClient, 0, Kind.MESSAGE, true, "ClientHello", 517, Map.of())), "ClientHello");
        String received =
                line(draw(event(weAreClient, 0, Kind.MESSAGE, false, "ServerHello", 90, Map.of())), "ServerHello");
        assertEquals(weAreClient, sent.contains("▶"));
        assertEquals(!weAreClient, sent.contains("◀"));
        assertEquals(weAreClient, received.contains("◀"));
        assertTrue(sent.contains(" 517 B "));
    }

    @Test
    void timeRunsFromTheFirstEvent() {
        List<String> lines = draw(
                event(true, 5_000_000, Kind.MESSAGE, true, "ClientHello", 1, Map.of()),
                event(true, 17_300_000, Kind.MESSAGE, false, "ServerHello", 1, Map.of()));
        assertTrue(line(lines, "ClientHello").startsWith("    0.0 ms "));
        assertTrue(line(lines, "ServerHello").startsWith("   12.3 ms "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 80, 81, 82, 85, 86, 90, 200, 1000})
    void everyLineFitsWhateverTheFieldsAre(int length) {
        for (boolean weAreClient : new boolean[] {true, false}) {
            for (Kind kind : Kind.values()) {
                for (String filling : List.of("x".repeat(length), "ab ".repeat(length))) {
                    List<String> lines =
                            draw(event(weAreClient, 0, kind, true, "Name", 123_456, Map.of("field", filling)));
                    for (String line : lines) {
                        assertTrue(line.length() <= SequenceDiagram.WIDTH, line);
                    }
                    for (String line : lines.subList(2, lines.size() - 1)) {
                        assertEquals('│', line.charAt(SequenceDiagram.WIDTH - 2), line);
                    }
                }
            }
        }
    }

    @Test
    void keysAreDrawnAtTheSideThatChangesThem() {
        String client = line(draw(event(true, 0, Kind.READ_KEYS, false, "handshake", 0, Map.of())), "◆");
        String server = line(draw(event(false, 0, Kind.WRITE_KEYS, false, "handshake", 0, Map.of())), "◆");
        assertTrue(client.indexOf('◆') < SequenceDiagram.WIDTH / 4);
        assertTrue(server.indexOf('◆') > SequenceDiagram.WIDTH / 2);
        assertTrue(client.contains("reads with handshake keys"));
        assertTrue(server.contains("writes with handshake keys"));
    }

    @Test
    void hangingUpIsAFailureOnlyBeforeOurGoodbye() {
        HandshakeEvent goodbye = event(true, 0, Kind.ALERT, true, "close_notify", 2, Map.of());
        HandshakeEvent theirs = event(true, 0, Kind.ALERT, false, "close_notify", 2, Map.of());
        HandshakeEvent cut = event(true, 0, Kind.FAILED, false, "close_notify", 0, Map.of());
        HandshakeEvent broken = event(true, 0, Kind.FAILED, false, "bad_record_mac", 0, Map.of());
        assertTrue(line(draw(goodbye, cut), "●").contains("closed, without a goodbye"));
        assertTrue(line(draw(cut), "●").contains("failed"));
        assertTrue(line(draw(theirs, cut), "●").contains("failed"));
        assertTrue(line(draw(goodbye, broken), "●").contains("failed: bad_record_mac"));
    }

    @Test
    void plainTextHasNoColours() {
        HandshakeEvent event = event(true, 0, Kind.MESSAGE, true, "ClientHello", 1, Map.of("version", "TLSv1.3"));
        assertFalse(String.join("", draw(event)).contains("\u001b"));
        assertTrue(String.join("", SequenceDiagram.of(List.of(event), "a", "b", Style.COLOURED))
                .contains("\u001b"));
    }

    @Test
    void coloursAreForTerminalsOnlyAndMayBeRefused() {
        assertEquals(Style.COLOURED, Style.of(Map.of("TERM", "xterm"), true));
        assertEquals(Style.PLAIN, Style.of(Map.of("TERM", "xterm"), false));
        assertEquals(Style.PLAIN, Style.of(Map.of("TERM", "dumb"), true));
        assertEquals(Style.PLAIN, Style.of(Map.of("NO_COLOR", "1"), true));
        assertEquals(Style.COLOURED, Style.of(Map.of("NO_COLOR", ""), true));
    }

    private static List<String> draw(HandshakeEvent... events) {
        return SequenceDiagram.of(List.of(events), "client", "server", Style.PLAIN);
    }

    private static String line(List<String> lines, String text) {
        return lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    private static HandshakeEvent event(
            boolean client, long nanos, Kind kind, boolean sent, String name, int size, Map<String, String> fields) {
        return new HandshakeEvent(1, client, nanos, kind, sent, name, size, fields);
    }
}
