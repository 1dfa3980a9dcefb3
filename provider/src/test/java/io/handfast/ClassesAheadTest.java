package io.handfast;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.jsse.FirstHandshake;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Program;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done ahead of a first handshake: the list of classes is that of one, and they are loaded. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClassesAheadTest {
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (\\S+)");

    private static final String LOG = "classes.log";

    /** Of a hundred: JDKs and settings differ in some, and nobody wants to mend the list for each new class. */
    private static final int MOST_OTHERS = 5;

    @Test
    void everyNameIsThatOfAClass() throws IOException {
        List<String> names = ClassesAhead.names();
        for (String name : names) {
            assertDoesNotThrow(
                    () -> Class.forName(name, false, getClass().getClassLoader()),
                    () -> name + " is in classes-ahead.txt and nowhere else");
        }
        assertEquals(names.size(), Set.copyOf(names).size(), "a name stands in classes-ahead.txt twice");
    }

    @Test
    void theListIsThatOfAFirstHandshake(@TempDir Path folder) throws Exception {
        Set<String> listed = new LinkedHashSet<>(ClassesAhead.names());
        listed.removeIf(name -> name.startsWith("org.bouncycastle."));
        // With one processor nothing is loaded ahead.
        Set<String> loaded = loadedBy(folder, 1, FirstHandshake.class);
        loaded.removeIf(name -> !name.startsWith("io.handfast.") || name.contains("$$Lambda"));
        List<String> missing = new ArrayList<>(loaded);
        missing.removeAll(listed);
        List<String> stale = new ArrayList<>(listed);
        stale.removeAll(loaded);
        int most = loaded.size() * MOST_OTHERS / 100;
        assertTrue(missing.size() <= most, () -> "missing in classes-ahead.txt: " + String.join("\n", missing));
        assertTrue(stale.size() <= most, () -> "in classes-ahead.txt without need: " + String.join("\n", stale));
    }

    /** Where there is a processor for it, and signatures only where all paths end with one of P-256. */
    @ParameterizedTest
    @CsvSource({"1, EC_P256, false, false", "2, EC_P256, true, true", "2, RSA, true, false"})
    void aTrustStoreIsEnoughToBeginWith(
            int processors, KeyKind anchor, boolean loads, boolean verifies, @TempDir Path folder) throws Exception {
        Path store = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            TestCa.of(anchor).trustStore().store(out, TestCa.PASSWORD.toCharArray());
        }
        Set<String> loaded = loadedBy(folder, processors, TrustAlone.class, store.toString());
        List<String> left = new ArrayList<>(ClassesAhead.names());
        left.removeAll(loaded);
        assertEquals(loads, left.isEmpty(), () -> "not loaded: " + left);
        assertEquals(verifies, loaded.contains("sun.security.ec.ECDSASignature"));
        assertEquals(loads, loaded.contains("java.net.IDN"));
        // Initialised are those that the program itself has come to.
        String log = Files.readString(folder.resolve(LOG));
        assertTrue(log.contains(initializing(HandfastProvider.class.getName())));
        assertFalse(log.contains(initializing(ClassesAhead.names().get(0))));
    }

    private static String initializing(String name) {
        return "Initializing '" + name.replace('.', '/') + "'";
    }

    /** All classes that a program loads from elsewhere than this folder of tests, in order. */
    private static Set<String> loadedBy(Path folder, int processors, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolve(LOG);
        Program program = Program.run(
                List.of("-XX:ActiveProcessorCount=" + processors, "-Xlog:class+load,class+init:file=" + log),
                main,
                arguments);
        assertEquals(new Program(0, "done" + System.lineSeparator()), program);
        String tests = main.getProtectionDomain().getCodeSource().getLocation().getPath();
        Set<String> loaded = new LinkedHashSet<>();
        for (Matcher each = LOADED.matcher(Files.readString(log)); each.find(); ) {
            if (!each.group(2).endsWith(tests)) {
                loaded.add(each.group(1));
            }
        }
        return loaded;
    }
}
