package io.handfast.bench.figures;

import io.handfast.bench.engine.Handshakes;
import io.handfast.bench.stack.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scenario: what is measured, in which unit, and what we mean to reach. */
public enum Row {
    TLS13_ECDSA("TLS 1.3 full, x25519, ECDSA P-256", Handshakes.Kind.TLS13_ECDSA, 2.4),
    TLS13_RSA("TLS 1.3 full, x25519, RSA-2048", Handshakes.Kind.TLS13_RSA, 2.0),
    TLS12_ECDHE("TLS 1.2 full, ECDHE x25519, RSA-2048", Handshakes.Kind.TLS12_ECDHE, 2.3),
    TLS12_RSA("TLS 1.2 full, RSA key transport", Handshakes.Kind.TLS12_RSA, 1.2),
    TLS13_RESUMED("TLS 1.3 resumed, x25519", Handshakes.Kind.TLS13_RESUMED, 2.5),
    TLS12_RESUMED("TLS 1.2 resumed", Handshakes.Kind.TLS12_RESUMED, 1.5),
    TLS13_HYBRID("TLS 1.3 full, X25519MLKEM768", Handshakes.Kind.TLS13_HYBRID, 0),
    TLS13_TWO_THREADS("TLS 1.3 full, ECDSA P-256, two threads", Handshakes.Kind.TLS13_ECDSA, 2.4),
    RECORDS_16K_HEAP("16 KiB records, heap buffers", 16_384, false, 1.4),
    RECORDS_16K_DIRECT("16 KiB records, direct buffers", 16_384, true, 2.5),
    RECORDS_1K_HEAP("1 KiB records, heap buffers", 1024, false, 1.3),
    RECORDS_1K_DIRECT("1 KiB records, direct buffers", 1024, true, 1.5),
    SOCKET_HANDSHAKE("SSLSocket handshakes over loopback", "Sockets.handshake", Map.of(), Setting.TLS13_ECDSA, 2.2),
    SOCKET_BULK("SSLSocket, 16 KiB writes over loopback", "Sockets.bulk", Map.of(), Setting.TLS13_ECDSA, 1.7);

    private final String title;
    private final String benchmark;
    private final Map<String, String> parameters;
    private final Setting setting;
    private final double goal;

    Row(String title, Handshakes.Kind kind, double goal) {
        this(title, "Handshakes.handshake", Map.of("kind", kind.name()), kind.setting(), goal);
    }

    Row(String title, int size, boolean direct, double goal) {
        this(
                title,
                "Records.record",
                Map.of("size", Integer.toString(size), "direct", Boolean.toString(direct)),
                Setting.TLS13_ECDSA,
                goal);
    }

    Row(String title, String benchmark, Map<String, String> parameters, Setting setting, double goal) {
        this.title = title;
        this.benchmark = benchmark;
        this.parameters = parameters;
        this.setting = setting;
        this.goal = goal;
    }

    public String title() {
        return title;
    }

    /** Class and method of the benchmark. */
    String benchmark() {
        return benchmark;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Setting setting() {
        return setting;
    }

    /** The ratio to the JDK's provider that we want to reach; 0 where there is no such. */
    public double goal() {
        return goal;
    }

    int threads() {
        return this == TLS13_TWO_THREADS ? 2 : 1;
    }

    boolean sockets() {
        return benchmark.startsWith("Sockets");
    }

    /** Whether what an operation allocates is a figure of its own; elsewhere other threads take part. */
    boolean countsAllocation() {
        return !sockets() && threads() == 1;
    }

    /** How files call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Rows by a pattern in id or title; all of them for an empty one. */
    public static List<Row> matching(String pattern) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(row -> row.id().contains(wanted)
                        || row.title().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }
}
