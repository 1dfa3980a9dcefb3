package io.handfast.jsse;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import org.jspecify.annotations.Nullable;

/**
 * What programs keep with a session, and whoever wants to know when it comes and goes (JSSE, SSLSession.putValue).
 *
 * <p>Shared by all connections of the session. Thread-safe.
 */
final class SessionValues {
    /** An immutable map, another after each change: nearly all sessions have no values, and each connection has this. */
    private final AtomicReference<Map<String, Object>> values = new AtomicReference<>(Map.of());

    /** Puts a value in the place of an earlier one; {@code session} is what listeners are told. */
    void put(SSLSession session, String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("neither name nor value may be null");
        }
        unbound(session, name, change(now -> now.put(name, value)).get(name));
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
    }

    @Nullable
    Object get(String name) {
        return present().get(requireName(name));
    }

    void remove(SSLSession session, String name) {
        requireName(name);
        unbound(session, name, change(now -> now.remove(name)).get(name));
    }

    String[] names() {
        return present().keySet().toArray(String[]::new);
    }

    private Map<String, Object> present() {
        return Objects.requireNonNull(values.get());
    }

    /** Changes the values; returns what they were before. */
    private Map<String, Object> change(Consumer<Map<String, Object>> how) {
        return values.getAndUpdate(before -> {
            Map<String, Object> after = new HashMap<>(before);
            how.accept(after);
            return Map.copyOf(after);
        });
    }

    private static void unbound(SSLSession session, String name, @Nullable Object value) {
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueUnbound(new SSLSessionBindingEvent(session, name));
        }
    }

    private static String requireName(String name) {
        if (name == null) {
            throw new IllegalArgumentException("the name must not be null");
        }
        return name;
    }
}
