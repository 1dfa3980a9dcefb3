package io.handfast.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a JSON object by name and type; what is absent or of another type is refused by name. */
public final class Fields {
    private final Map<String, Object> members;

    private Fields(Map<String, Object> members) {
        this.members = members;
    }

    public static Fields of(Map<String, Object> members) {
        return new Fields(members);
    }

    public Set<String> names() {
        return members.keySet();
    }

    public String text(String name) {
        return member(name, String.class);
    }

    public double number(String name) {
        return member(name, Double.class);
    }

    public boolean truth(String name) {
        return member(name, Boolean.class);
    }

    public Fields object(String name) {
        return new Fields(asObject(name, member(name, Map.class)));
    }

    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object each : member(name, List.class)) {
            objects.add(new Fields(asObject(name, each)));
        }
        return objects;
    }

    public List<Double> numbers(String name) {
        List<Double> numbers = new ArrayList<>();
        for (Object each : member(name, List.class)) {
            if (!(each instanceof Double number)) {
                throw new IllegalArgumentException("no number in " + name + ": " + each);
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** Exactly two numbers. */
    public List<Double> pair(String name) {
        List<Double> numbers = numbers(name);
        if (numbers.size() != 2) {
            throw new IllegalArgumentException("no pair: " + name);
        }
        return numbers;
    }

    private <T> T member(String name, Class<T> type) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    (value == null ? "absent: " : "no " + type.getSimpleName() + ": ") + name);
        }
        return type.cast(value);
    }

    private static Map<String, Object> asObject(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("no object in " + name + ": " + value);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(String.valueOf(key), member));
        return members;
    }
}
