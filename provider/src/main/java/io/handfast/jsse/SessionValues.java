package io.handfast.jsse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import org.jspecify.annotations.Nullable;

/** What programs keep with a session, and whoever wants to know when it comes and goes (JSSE, SSLSession.putValue). */
final class SessionValues {
    private final SSLSession session;
    private final Map<String, Object> values = new ConcurrentHashMap<>();

    SessionValues(SSLSession session) {
        this.session = session;
    }

    void put(String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("neither name nor value may be null");
        }
        Object before = values.put(name, value);
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
        unbound(name, before);
    }

    @Nullable
    Object get(String name) {
        return values.get(requireName(name));
    }

    void remove(String name) {
        unbound(name, values.remove(requireName(name)));
    }

    String[] names() {
        return values.keySet().toArray(String[]::new);
    }

    private void unbound(String name, @Nullable Object value) {
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
