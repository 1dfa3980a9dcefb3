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
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** One figure that wants a JVM to itself: what connections and sessions hold on the heap, and how long the first handshake takes. */
public final class Probe {
    private static final int WARM_UP = 200;

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
            Site site = readFrom(Path.of(arguments[3]));
            if (question == Question.FIRST_HANDSHAKE) {
                Peers peers = stack.peers(question.setting(), site);
                new Wire(peers).handshake(peers.client(1), peers.server());
            } else if (question == Question.FIRST_PRIMITIVES) {
                FirstUse.run(site.credential(), site.anchor());
            }
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
        write(site.credential().keyStore(), folder.resolve("server.p12"));
        write(Credential.trustStore(site.anchor()), folder.resolve("trust.p12"));
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (var out = Files.newOutputStream(file)) {
            store.store(out, Credential.PASSWORD.toCharArray());
        }
    }

    private static Site readFrom(Path folder) throws GeneralSecurityException, IOException {
        KeyStore server = read(folder.resolve("server.p12"));
        PrivateKey key = (PrivateKey) server.getKey("leaf", Credential.PASSWORD.toCharArray());
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : Arrays.asList(server.getCertificateChain("leaf"))) {
            chain.add((X509Certificate) certificate);
        }
        X509Certificate anchor =
                (X509Certificate) read(folder.resolve("trust.p12")).getCertificate("anchor0");
        return new Site(new Credential(key, chain), anchor);
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Credential.PASSWORD.toCharArray());
        }
        return store;
    }
}
