package io.handfast.bench.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as far as results need it: objects, arrays, strings, numbers, true and false (RFC 8259). */
public final class Json {
    private static final int DEPTH = 20;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /**
     * An object: strings, {@link Double}, {@link Boolean}, lists and maps, in the order of the text.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static Map<String, Object> parse(String text) {
        Json json = new Json(text);
        json.skipSpace();
        Map<String, Object> object = json.object(0);
        json.skipSpace();
        if (json.at != text.length()) {
            throw json.wrong("the end");
        }
        return object;
    }

    /** The text of such an object, what is within its members on one line each. */
    public static String text(Map<String, ?> object) {
        StringBuilder out = new StringBuilder("{");
        String before = "\n";
        for (Map.Entry<String, ?> member : object.entrySet()) {
            out.append(before).append("  ").append(quoted(member.getKey())).append(": ");
            if (member.getValue() instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
                String between = "[\n";
                for (Object each : list) {
                    out.append(between).append("    ");
                    write(each, out);
                    between = ",\n";
                }
                out.append("\n  ]");
            } else {
                write(member.getValue(), out);
            }
            before = ",\n";
        }
        return out.append("\n}\n").toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.append(before)
                        .append(quoted(String.valueOf(member.getKey())))
                        .append(": ");
                write(member.getValue(), out);
                before = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String before = "[";
            for (Object each : list) {
                out.append(before);
                write(each, out);
                before = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number number) {
            out.append(number(number.doubleValue()));
        } else if (value instanceof Boolean) {
            out.append(value);
        } else {
            out.append(quoted(value.toString()));
        }
    }

    /** Six digits are more than any figure of ours is good for. */
    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private Object value(int depth) {
        if (depth > DEPTH) {
            throw wrong("less depth");
        }
        char c = peek();
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        if (c == '"') {
            return string();
        }
        for (Boolean word : List.of(true, false)) {
            if (text.startsWith(word.toString(), at)) {
                at += word.toString().length();
                return word;
            }
        }
        return number();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
            }
            skipSpace();
            String name = string();
            expect(':');
            skipSpace();
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("another name than " + name);
            }
        }
        expect('}');
        return members;
    }

    private List<Object> array(int depth) {
        List<Object> values = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!values.isEmpty()) {
                expect(',');
            }
            skipSpace();
            values.add(value(depth + 1));
        }
        expect(']');
        return values;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
            } else if (text.startsWith("u", at) && at + 5 <= text.length()) {
                out.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
                at += 5;
            } else if (at < text.length() && "\"\\/".indexOf(text.charAt(at)) >= 0) {
                out.append(text.charAt(at++));
            } else {
                throw wrong("an escape");
            }
        }
        if (at == text.length()) {
            throw wrong("a quotation mark");
        }
        at++;
        return out.toString();
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(from, at));
        } catch (NumberFormatException none) {
            at = from;
            throw wrong("a value");
        }
    }

    private char peek() {
        skipSpace();
        if (at == text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("no JSON: at character " + at + " there should be " + wanted);
    }
}
