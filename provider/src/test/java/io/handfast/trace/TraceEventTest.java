package io.handfast.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events keep their fields in order and for good. */
class TraceEventTest {
    @Test
    void fieldsKeepTheirOrderAndDoNotChange() {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> names = List.of("z", "version", "a", "suite", "m");
        names.forEach(name -> fields.put(name, "1"));
        TraceEvent event = new TraceEvent(1, true, 2, TraceEvent.Kind.MESSAGE, true, "ClientHello", 3, fields);
        fields.clear();
        assertEquals(names, List.copyOf(event.fields().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> event.fields().put("x", "y"));
    }

    @Test
    void aSinkIsOnUnlessItSaysOtherwise() {
        List<TraceEvent> seen = new ArrayList<>();
        TraceSink sink = seen::add;
        assertTrue(sink.isOn());
        assertFalse(TraceSink.NONE.isOn());
        TraceEvent event = new TraceEvent(1, false, 2, TraceEvent.Kind.CLOSED, false, "close_notify", 0, Map.of());
        TraceSink.NONE.on(event);
        sink.on(event);
        assertEquals(List.of(event), seen);
    }
}
