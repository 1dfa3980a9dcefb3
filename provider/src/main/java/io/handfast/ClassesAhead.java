package io.handfast;

import io.handfast.crypto.OwnThread;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads the classes of a first handshake in a thread of its own, while the program makes its contexts; a file lists them, those first that
 * are needed last.
 *
 * <p>They are loaded and not initialised, so that nothing of ours runs in that thread, and nobody who waits for an initialiser waits for
 * it.
 */
final class ClassesAhead {
    private static final String LIST = "classes-ahead.txt";
    private static final String OURS = "io.handfast.";

    /** It has another name in a jar that holds its classes under one of ours. */
    private static final String BOUNCY_CASTLE = "org.bouncycastle.";

    private static final String MARK = "bouncycastle.";
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private ClassesAhead() {}

    /** Has the thread begin, once, if there is a processor for it, and does not wait for it. */
    static void begin() {
        if (OwnThread.hasProcessor() && BEGUN.compareAndSet(false, true)) {
            OwnThread.begin("handfast-classes-ahead", ClassesAhead::load);
        }
    }

    private static void load() {
        ClassLoader loader = ClassesAhead.class.getClassLoader();
        try {
            for (String name : names()) {
                Class.forName(name, false, loader);
            }
        } catch (ClassNotFoundException | IOException | LinkageError | RuntimeException unusable) {
            // Whoever needs the class meets the same, and is the one to be told.
        }
    }

    /** The names as this loader knows them; none if somebody has left out the list. */
    static List<String> names() throws IOException {
        try (InputStream list = ClassesAhead.class.getResourceAsStream(LIST)) {
            if (list == null) {
                return List.of();
            }
            String[] names = new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\n", -1);
            for (int i = 0; i < names.length; i++) {
                names[i] =
                        names[i].startsWith(MARK) ? BOUNCY_CASTLE + names[i].substring(MARK.length()) : OURS + names[i];
            }
            return List.of(names);
        }
    }
}
