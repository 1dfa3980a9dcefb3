package io.handfast.jsse;

import java.util.Collections;
import java.util.Enumeration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/** The sessions of one context and role that may be resumed: none yet, but the limits are kept (JSSE, SSLSessionContext). */
final class SessionContext implements SSLSessionContext {
    private static final int DEFAULT_TIMEOUT_SECONDS = 24 * 60 * 60;
    private static final int DEFAULT_CACHE_SIZE = 20 * 1024;

    private volatile int timeoutSeconds = DEFAULT_TIMEOUT_SECONDS;
    private volatile int cacheSize = DEFAULT_CACHE_SIZE;

    @Override
    public @Nullable SSLSession getSession(byte[] sessionId) {
        if (sessionId == null) {
            throw new NullPointerException("sessionId");
        }
        return null;
    }

    @Override
    public Enumeration<byte[]> getIds() {
        return Collections.emptyEnumeration();
    }

    @Override
    public void setSessionTimeout(int seconds) {
        timeoutSeconds = requireNotNegative(seconds);
    }

    @Override
    public int getSessionTimeout() {
        return timeoutSeconds;
    }

    @Override
    public void setSessionCacheSize(int size) {
        cacheSize = requireNotNegative(size);
    }

    @Override
    public int getSessionCacheSize() {
        return cacheSize;
    }

    private static int requireNotNegative(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("must not be negative: " + value);
        }
        return value;
    }
}
