package io.handfast.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.handfast.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A recorded connection from the test resources: steps with a side, a title and named values (as in RFC 8448 §3). */
public record Trace(String name, List<Step> steps) {
    /** One step; a name may occur more than once among its fields. */
    public record Step(String side, String title, List<Map.Entry<String, Bytes>> fields) {
        public boolean client() {
            return side.equals("client");
        }

        public Bytes value(String field) {
            return fields.stream()
                    .filter(entry -> entry.getKey().equals(field))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(this + " has no " + field));
        }

        @Override
        public String toString() {
            return side + ": " + title;
        }
    }

    /** Reads a resource such as {@code rfc8448/simple-1rtt.txt}. */
    public static Trace read(String resource) {
        List<Step> steps = new ArrayList<>();
        for (String line : lines(resource)) {
            if (line.startsWith("  ")) {
                String[] field = line.strip().split(" =\\s*", 2);
                steps.get(steps.size() - 1).fields().add(Map.entry(field[0], Bytes.hex(field[1])));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] heading = line.split(": ", 2);
                steps.add(new Step(heading[0], heading[1], new ArrayList<>()));
            }
        }
        return new Trace(resource, List.copyOf(steps));
    }

    /** The first step whose title starts so. */
    public Step step(String side, String title) {
        return steps.stream()
                .filter(step -> step.side().equals(side) && step.title().startsWith(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no step " + side + ": " + title));
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Trace.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new AssertionError("no test resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
