package io.handfast.jsse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, Object> values = new ConcurrentHashMap<>();

    /** Puts a value in the place of an earlier one; {@code session} is what listeners are told. */
    void put(SSLSession session, String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("neither name nor value may be null");
        }
        unbound(session, name, values.put(name, value));
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
    }

    @Nullable
    Object get(String name) {
        return values.get(requireName(name));
    }

    void remove(SSLSession session, String name) {
        unbound(session, name, values.remove(requireName(name)));
    }

    String[] names() {
        return values.keySet().toArray(String[]::new);
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
