package io.handfast.bench.engine;

import io.handfast.bench.primitive.FirstUse;
import io.handfast.bench.stack.Peers;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Site;
import io.handfast.bench.stack.Stack;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** One figure that wants a JVM to itself: what connections and sessions hold on the heap, and how long the first handshake takes. */
public final class Probe {
    private static final int WARM_UP = 200;

    private static final String IDENTITIES = "server.p12";
    private static final String ANCHORS = "trust.p12";

    /** They are asked of a JVM that has done nothing yet, and answered in milliseconds. */
    private static final Set<Question> BEGINNINGS =
            Set.of(Question.FIRST_HANDSHAKE, Question.READ_KEY_STORES, Question.FIRST_PRIMITIVES);

    /** What is asked for. */
    public enum Question {
        /** Bytes on the heap for each server connection that waits. */
        IDLE_CONNECTION(Setting.TLS13_ECDSA),
        /** Bytes on the heap for each session that a server keeps, TLS 1.2. */
        SESSION_12(Setting.TLS12_ECDHE),
        /** The same, TLS 1.3 without tickets that carry the session. */
        SESSION_13(Setting.TLS13_ECDSA),
        /** Milliseconds from main, and from the JVM's start, to the end of the first handshake, key stores read from files. */
        FIRST_HANDSHAKE(Setting.TLS13_ECDSA),
        /** The same to where the key stores are read. */
        READ_KEY_STORES(Setting.TLS13_ECDSA),
        /** The same to where the primitives of a handshake have been used besides, with nothing around them. */
        FIRST_PRIMITIVES(Setting.TLS13_ECDSA);

        private final Setting setting;

        Question(Setting setting) {
            this.setting = setting;
        }

        public Setting setting() {
            return setting;
        }
    }

    private Probe() {}

    /**
     * Takes question, stack, how many, and for a start the folder with the key stores; prints a number, for a start two, and for
     * what is held, before it, the classes that it is made of: bytes of each, and the class.
     */
    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        long begin = System.nanoTime();
        Question question = Question.valueOf(arguments[0]);
        Stack stack = Stack.valueOf(arguments[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        if (BEGINNINGS.contains(question)) {
            begin(question, stack, Path.of(arguments[3]));
            long end = System.nanoTime();
            long endByTheClock = System.currentTimeMillis();
            long start = ManagementFactory.getRuntimeMXBean().getStartTime();
            out.println((end - begin) / 1_000_000 + " " + (endByTheClock - start));
        } else {
            int count = Integer.parseInt(arguments[2]);
            Map<String, Long> held = held(question, stack, count);
            held.forEach((name, bytes) -> out.println((double) bytes / count + " " + name));
            out.println(held.values().stream().mapToLong(Long::longValue).sum() / count);
        }
    }

    /** As a program begins: it hands on the key stores that it has read, and looks into them only where there is nobody else to do it. */
    private static void begin(Question question, Stack stack, Path folder)
            throws GeneralSecurityException, IOException {
        KeyStore identities = read(folder.resolve(IDENTITIES));
        KeyStore anchors = read(folder.resolve(ANCHORS));
        if (question == Question.FIRST_HANDSHAKE) {
            Peers peers = stack.peers(question.setting(), identities, anchors);
            new Wire(peers).handshake(peers.client(1), peers.server());
            return;
        }
        Site site = Site.of(identities, anchors);
        if (question == Question.FIRST_PRIMITIVES) {
            FirstUse.run(site.credential(), site.anchor());
        }
    }

    private static Map<String, Long> held(Question question, Stack stack, int count)
            throws GeneralSecurityException, IOException {
        Peers peers =
                stack.peers(question.setting(), Site.make(question.setting().key()));
        // The client's sessions are not asked for; the server's only when they are the question.
        peers.clientContext().map(SSLContext::getClientSessionContext).ifPresent(kept -> kept.setSessionCacheSize(1));
        peers.serverContext()
                .map(SSLContext::getServerSessionContext)
                .ifPresent(kept -> kept.setSessionCacheSize(question == Question.IDLE_CONNECTION ? 1 : count));
        Wire wire = new Wire(peers);
        List<SSLEngine> open = new ArrayList<>(count);
        for (int i = 0; i < WARM_UP; i++) {
            wire.handshake(peers.client(i + 1), peers.server());
        }
        if (question != Question.IDLE_CONNECTION) {
            // Forget the sessions of the warm-up.
            peers.serverContext().map(SSLContext::getServerSessionContext).ifPresent(kept -> {
                kept.setSessionCacheSize(1);
                kept.setSessionCacheSize(count);
            });
        }
        Histogram before = Histogram.before();
        for (int i = 0; i < count; i++) {
            SSLEngine client = peers.client(i % 60_000 + 1);
            SSLEngine server = peers.server();
            wire.handshake(client, server);
            peers.release(client);
            if (question == Question.IDLE_CONNECTION) {
                open.add(server);
            } else {
                peers.release(server);
            }
        }
        Map<String, Long> held = Histogram.now().beyond(before);
        open.forEach(peers::release);
        return held;
    }

    /** Writes what the first handshake needs. */
    public static void writeSite(Path folder) throws GeneralSecurityException, IOException {
        Site site = Site.make(KeyKind.P256);
        write(site.credential().keyStore(), folder.resolve(IDENTITIES));
        write(Credential.trustStore(site.anchor()), folder.resolve(ANCHORS));
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (var out = Files.newOutputStream(file)) {
            store.store(out, Credential.PASSWORD.toCharArray());
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Credential.PASSWORD.toCharArray());
        }
        return store;
    }
}
