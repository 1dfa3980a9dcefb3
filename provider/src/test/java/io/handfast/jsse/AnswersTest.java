package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.handfast.HandfastContext;
import io.handfast.crypto.Jca;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/** A context outlives the providers that come and go, and holds none of those that are gone (JSSE, SSLContext). */
class AnswersTest {
    @Test
    void otherProvidersOtherAnswers() {
        Jca jca = Jca.of(Jca.Source.AUTO);
        Answers first = new Answers(jca);
        assertSame(first, first.of(jca));
        Answers second = first.of(Jca.of(Jca.Source.BUNDLED));
        assertNotSame(first, second);
        assertEquals(0, second.configs.size());
        assertEquals(0, second.selections.size());
    }

    @Test
    void aRemovedProviderIsLetGoOf() throws Exception {
        SSLContext context = HandfastContext.builder().build();
        WeakReference<Provider> removed = useOneThatGoes(context);
        begin(context);
        try {
            Runtime.getRuntime().gc();
            assertNull(removed.get());
        } finally {
            Reference.reachabilityFence(context);
        }
    }

    private static WeakReference<Provider> useOneThatGoes(SSLContext context) throws Exception {
        Provider provider = new Passing();
        Security.addProvider(provider);
        try {
            begin(context);
        } finally {
            Security.removeProvider(provider.getName());
        }
        return new WeakReference<>(provider);
    }

    private static void begin(SSLContext context) throws Exception {
        SSLEngine engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.beginHandshake();
    }

    /** A provider of nothing. */
    private static final class Passing extends Provider {
        private static final long serialVersionUID = 1L;

        Passing() {
            super("Passing", "1", "offers nothing");
        }
    }
}
