package io.handfast.bench.engine;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** What lives on the heap after a full collection, by class, as {@code jcmd GC.class_histogram} counts it. */
public final class Histogram {
    private static final int COLLECTIONS = 3;

    private final Map<String, Long> bytes = new LinkedHashMap<>();

    private Histogram() {}

    /** Counts now; what only references from the heap's far ends kept may need more than one collection. */
    public static Histogram now() {
        Histogram histogram = new Histogram();
        for (int i = 0; i < COLLECTIONS; i++) {
            histogram = parse(text());
        }
        return histogram;
    }

    /**
     * Counts what is there beforehand. A histogram takes its room on the heap as well: this one is held when the next is made,
     * so another is held while this one is made, and what both have does not count.
     */
    public static Histogram before() {
        Histogram another = now();
        try {
            return now();
        } finally {
            Reference.reachabilityFence(another);
        }
    }

    private static String text() {
        try {
            Object[] arguments = {new String[0]};
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            arguments,
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("this Java runtime does not count its objects", e);
        }
    }

    /** Lines of number, instances, bytes, class, and perhaps its module. */
    static Histogram parse(String text) {
        Histogram histogram = new Histogram();
        text.lines().map(String::strip).forEach(line -> {
            String[] words = line.split("\\s+", 5);
            if (words.length >= 4 && words[0].matches("\\d+:")) {
                histogram.bytes.merge(words[3], Long.parseLong(words[2]), Long::sum);
            }
        });
        if (histogram.bytes.isEmpty()) {
            throw new IllegalArgumentException(
                    "no histogram: " + text.lines().findFirst().orElse(""));
        }
        return histogram;
    }

    /** Of all classes. */
    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How much more each class has here than there, where it differs. */
    public Map<String, Long> beyond(Histogram earlier) {
        Map<String, Long> more = new LinkedHashMap<>();
        bytes.forEach((name, count) -> {
            long difference = count - earlier.bytes.getOrDefault(name, 0L);
            if (difference != 0) {
                more.put(name, difference);
            }
        });
        return more;
    }
}
