package io.handfast.bench.figures;

import io.handfast.bench.engine.Handshakes;
import io.handfast.bench.primitive.Recipe;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scenario: what is measured, for how long, and against what physical floor. */
public enum Row {
    TLS13_ECDSA("TLS 1.3 full, x25519, ECDSA P-256", Handshakes.Kind.TLS13_ECDSA, Recipe.TLS13_ECDSA, 44),
    TLS13_RSA("TLS 1.3 full, x25519, RSA-2048", Handshakes.Kind.TLS13_RSA, Recipe.TLS13_RSA, 44),
    TLS12_ECDHE("TLS 1.2 full, ECDHE x25519, RSA-2048", Handshakes.Kind.TLS12_ECDHE, Recipe.TLS12_ECDHE, 44),
    TLS12_RSA("TLS 1.2 full, RSA key transport", Handshakes.Kind.TLS12_RSA, Recipe.TLS12_RSA, 44),
    TLS13_RESUMED("TLS 1.3 resumed, x25519", Handshakes.Kind.TLS13_RESUMED, Recipe.TLS13_RESUMED, 24),
    TLS12_RESUMED("TLS 1.2 resumed", Handshakes.Kind.TLS12_RESUMED, Recipe.TLS12_RESUMED, 14),
    TLS13_HYBRID("TLS 1.3 full, X25519MLKEM768", Handshakes.Kind.TLS13_HYBRID, Recipe.TLS13_HYBRID, 44),
    TLS13_TWO_THREADS("TLS 1.3 full, ECDSA P-256, two threads", Handshakes.Kind.TLS13_ECDSA, Recipe.TLS13_ECDSA, 44),
    RECORDS_16K_HEAP("16 KiB records, heap buffers", 16_384, false, Recipe.RECORD_16K),
    RECORDS_16K_DIRECT("16 KiB records, direct buffers", 16_384, true, Recipe.DIRECT_16K),
    RECORDS_1K_HEAP("1 KiB records, heap buffers", 1024, false, Recipe.RECORD_1K),
    RECORDS_1K_DIRECT("1 KiB records, direct buffers", 1024, true, Recipe.DIRECT_1K),
    SOCKET_HANDSHAKE("SSLSocket handshakes over loopback", "Sockets.handshake", Recipe.CONNECTION, 56),
    SOCKET_BULK("SSLSocket, 16 KiB writes over loopback", "Sockets.bulk", Recipe.SENT_16K, 14);

    private final String title;
    private final String benchmark;
    private final Map<String, String> parameters;
    private final Setting setting;
    private final Recipe floor;
    private final int secondsToSettle;

    Row(String title, Handshakes.Kind kind, Recipe floor, int secondsToSettle) {
        this(title, "Handshakes.handshake", Map.of("kind", kind.name()), kind.setting(), floor, secondsToSettle);
    }

    Row(String title, int size, boolean direct, Recipe floor) {
        this(
                title,
                "Records.record",
                Map.of("size", Integer.toString(size), "direct", Boolean.toString(direct)),
                Setting.TLS13_ECDSA,
                floor,
                10);
    }

    Row(String title, String benchmark, Recipe floor, int secondsToSettle) {
        this(title, benchmark, Map.of(), Setting.TLS13_ECDSA, floor, secondsToSettle);
    }

    Row(
            String title,
            String benchmark,
            Map<String, String> parameters,
            Setting setting,
            Recipe floor,
            int secondsToSettle) {
        this.title = title;
        this.benchmark = benchmark;
        this.parameters = parameters;
        this.setting = setting;
        this.floor = floor;
        this.secondsToSettle = secondsToSettle;
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

    /** The primitives that it cannot do without. */
    public Recipe floor() {
        return floor;
    }

    /** About how many seconds of work it takes until rates rise no more, the mean of those who take part. */
    int secondsToSettle() {
        return secondsToSettle;
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

    /** Whether other primitives under a stack are measured, too. */
    private boolean aboutPrimitives() {
        return this == TLS13_ECDSA || this == RECORDS_16K_HEAP;
    }

    /** Who takes part, neighbours in time being those that are compared most. */
    List<Entrant> entrants() {
        List<Entrant> entrants = new ArrayList<>();
        for (Stack stack : Stack.values()) {
            boolean takesPart = switch (stack) {
                case JDK, BOUNCY_CASTLE, CONSCRYPT, HANDFAST -> true;
                case NETTY -> !sockets();
                case JDK_CORRETTO, BOUNCY_CASTLE_ALONE, BOUNCY_CASTLE_CORRETTO, HANDFAST_CORRETTO -> aboutPrimitives();
            };
            if (takesPart) {
                entrants.add(Entrant.of(stack));
                if (stack.ours()) {
                    entrants.add(Entrant.floorOf(stack));
                }
            }
        }
        return entrants;
    }

    /** Whether a stack has nothing of the kind; one that has and comes without a figure has failed. */
    boolean unknownTo(Stack stack) {
        return switch (this) {
            case TLS13_HYBRID -> stack == Stack.JDK;
            case TLS13_RESUMED -> stack == Stack.BOUNCY_CASTLE;
            default -> false;
        };
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
