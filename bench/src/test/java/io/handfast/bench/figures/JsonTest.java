package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again; what is no JSON is refused (RFC 8259). */
class JsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("words", "a \"b\" \\ \n µ");
        object.put("numbers", List.of(1.5, -2.0, 0.0, 12_345_600.0));
        object.put("nothing", Map.of());
        object.put("lines", List.of(Map.of("a", true), Map.of("b", List.of())));
        assertEquals(object, Json.parse(Json.text(object)));
    }

    @Test
    void linesOfAnObjectStandEachOnALine() {
        String text = Json.text(Map.of("figures", List.of(Map.of("a", 1.0), Map.of("a", 2.0))));
        assertEquals("{\n  \"figures\": [\n    {\"a\": 1},\n    {\"a\": 2}\n  ]\n}\n", text);
    }

    @Test
    void numbersHaveSixDigits() {
        assertTrue(Json.text(Map.of("a", 1 / 3.0)).contains("0.333333"), () -> Json.text(Map.of("a", 1 / 3.0)));
        assertTrue(Json.text(Map.of("a", 123_456_789.0)).contains("123457000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\": }",
                "{\"a\": 1,}",
                "{\"a\": 1} 2",
                "{\"a\": 1 \"b\": 2}",
                "{\"a\": [1 2]}",
                "{\"a\": \"b}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\\",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": nothing}",
                "{\"a\": 1-2}",
                "{a: 1}"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"a\": " + "[".repeat(100_000);
        assertThrows(IllegalArgumentException.class, () -> Json.parse(deep));
    }

    @Test
    void fieldsAreOfTheTypeAskedFor() {
        Fields fields = Fields.of(Json.parse("{\"a\": 1, \"b\": \"c\", \"d\": [1, \"2\"], \"e\": [3]}"));
        assertEquals(1, fields.number("a"));
        assertEquals("c", fields.text("b"));
        assertThrows(IllegalArgumentException.class, () -> fields.text("a"));
        assertThrows(IllegalArgumentException.class, () -> fields.number("absent"));
        assertThrows(IllegalArgumentException.class, () -> fields.numbers("d"));
        assertThrows(IllegalArgumentException.class, () -> fields.objects("e"));
    }
}
