package io.handfast.connection;

import io.handfast.alert.AlertDescription;
import io.handfast.config.HandshakeFacts;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageSummary;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import io.handfast.trace.TraceEvent;
import io.handfast.trace.TraceEvent.Kind;
import io.handfast.trace.TraceSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Tells the trace sink what happens on one connection; does nothing while the sink is off (RFC 8446 §2). */
final class ConnectionTrace {
    private static final AtomicLong NEXT_CONNECTION = new AtomicLong(1);

    /** Where nobody listens there is nothing to keep, and one serves all connections. */
    private static final ConnectionTrace OFF = new ConnectionTrace(TraceSink.NONE, false);

    private final TraceSink sink;
    private final boolean client;
    private final long connection;
    private final boolean on;
    private int readKeys;
    private int writeKeys;

    /** For a connection that begins now. */
    static ConnectionTrace of(TraceSink sink, boolean client) {
        return sink.isOn() ? new ConnectionTrace(sink, client) : OFF;
    }

    private ConnectionTrace(TraceSink sink, boolean client) {
        this.sink = sink;
        this.client = client;
        this.on = sink.isOn();
        this.connection = on ? NEXT_CONNECTION.getAndIncrement() : 0;
    }

    void message(boolean sent, HandshakeMessage message, int size) {
        if (on) {
            event(
                    Kind.MESSAGE,
                    sent,
                    MessageSummary.name(message),
                    size,
                    MessageSummary.fields(message, Registered.NAMES));
        }
    }

    /** A ChangeCipherSpec, which is no handshake message, but a step that people want to see. */
    void changeCipherSpec(boolean sent) {
        if (on) {
            event(Kind.MESSAGE, sent, "ChangeCipherSpec", 1, Map.of());
        }
    }

    void readKeys(Optional<ProtocolVersion> version) {
        if (on) {
            event(Kind.READ_KEYS, false, keyName(version, readKeys++), 0, Map.of());
        }
    }

    void writeKeys(Optional<ProtocolVersion> version) {
        if (on) {
            event(Kind.WRITE_KEYS, true, keyName(version, writeKeys++), 0, Map.of());
        }
    }

    /** The keys of early data, which come before all others. */
    void earlyKeys(boolean sent) {
        if (on) {
            event(sent ? Kind.WRITE_KEYS : Kind.READ_KEYS, sent, "early data", 0, Map.of());
        }
    }

    void alert(boolean sent, int level, int code) {
        if (on) {
            String kind = level == AlertLevel.FATAL ? "fatal" : "warning";
            event(Kind.ALERT, sent, AlertDescription.nameOf(code), 2, Map.of("level", kind));
        }
    }

    void established(HandshakeFacts facts) {
        if (!on) {
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "version", facts.version().map(ProtocolVersion::protocolName));
        put(fields, "cipher suite", facts.cipherSuite().map(CipherSuite::ianaName));
        put(fields, "group", facts.group().map(NamedGroup::ianaName));
        put(fields, "peer signature scheme", facts.peerSignatureScheme().map(SignatureScheme::ianaName));
        put(fields, "server name", facts.serverName());
        put(fields, "application protocol", facts.applicationProtocol());
        fields.put("resumed", String.valueOf(facts.resumed()));
        String name = facts.version().map(ProtocolVersion::protocolName).orElse("");
        event(Kind.ESTABLISHED, false, name, 0, fields);
    }

    void failed(String name, Supplier<String> reason) {
        if (on) {
            event(Kind.FAILED, false, name, 0, Map.of("reason", reason.get()));
        }
    }

    void closed() {
        if (on) {
            event(Kind.CLOSED, false, "closed", 0, Map.of());
        }
    }

    private void event(Kind kind, boolean sent, String name, int size, Map<String, String> fields) {
        sink.on(new TraceEvent(connection, client, System.nanoTime(), kind, sent, name, size, fields));
    }

    /** TLS 1.2 has one pair of keys; in 1.3 the handshake's come first, then the application's, then their updates. */
    private static String keyName(Optional<ProtocolVersion> version, int earlier) {
        if (version.isPresent() && !version.get().is13()) {
            return version.get().protocolName();
        }
        return switch (earlier) {
            case 0 -> "handshake";
            case 1 -> "application";
            default -> "application, update " + (earlier - 1);
        };
    }

    private static void put(Map<String, String> fields, String name, Optional<String> value) {
        value.ifPresent(present -> fields.put(name, present));
    }

    private static String hex(int codePoint) {
        return String.format("0x%04x", codePoint);
    }

    /** Names of what is registered; made when somebody listens. */
    private static final class Registered {
        static final MessageSummary.Names NAMES = new MessageSummary.Names(
                code -> CipherSuites.byCodePoint(code)
                        .map(CipherSuite::ianaName)
                        .orElseGet(() -> hex(code)),
                code -> NamedGroups.byCodePoint(code).map(NamedGroup::ianaName).orElseGet(() -> hex(code)),
                code -> SignatureSchemes.byCodePoint(code)
                        .map(SignatureScheme::ianaName)
                        .orElseGet(() -> hex(code)));
    }
}
