package io.handfast.bench.figures;

import io.handfast.bench.engine.Probe;
import io.handfast.bench.engine.Probe.Question;
import io.handfast.bench.figures.FirstHandshakes.Starter;
import io.handfast.bench.figures.FirstHandshakes.Times;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has fresh JVMs come to their first handshake, the starters taking turns, so that what slows the machine slows all. */
final class Starts {
    /** JEP 514: an archive that also has linked classes and what the methods did, in one step. */
    private static final int FIRST_WITH_CACHE = 25;

    private final Path folder;
    private final int times;
    private final Progress progress;

    /**
     * Prepares.
     *
     * @param folder with the key stores, for the archives
     * @param times how many JVMs for each figure
     */
    Starts(Path folder, int times, Progress progress) {
        this.folder = folder;
        this.times = times;
        this.progress = progress;
    }

    FirstHandshakes measured() throws IOException {
        List<Times> all = new ArrayList<>(measured(false));
        all.addAll(measured(true));
        return new FirstHandshakes(all);
    }

    private List<Times> measured(boolean archive) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Starter starter : Starter.values()) {
            Optional<String> classPath = classPath(starter);
            if (classPath.isPresent()) {
                entries.add(new Entry(starter, classPath.get()));
            }
        }
        for (int i = 0; i < times; i++) {
            for (Entry entry : entries) {
                Path file = folder.resolve(entry.starter.id() + ".archive");
                if (archive && i == 0) {
                    lines(entry, List.of(writing(file)));
                }
                if (!archive || Files.exists(file)) {
                    lines(entry, archive ? List.of(reading(file)) : List.of()).ifPresent(entry::add);
                }
            }
            progress.done(8, "first handshake" + (archive ? " with an archive" : "") + ", round " + (i + 1));
        }
        return entries.stream()
                .filter(entry -> !entry.fromMain.isEmpty())
                .map(entry -> new Times(entry.starter.id(), archive, entry.fromMain, entry.fromStart))
                .toList();
    }

    private static String writing(Path file) {
        return (hasCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file;
    }

    private static String reading(Path file) {
        return (hasCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
    }

    private static boolean hasCache() {
        return Runtime.version().feature() >= FIRST_WITH_CACHE;
    }

    private Optional<List<String>> lines(Entry entry, List<String> more) throws IOException {
        Question question = switch (entry.starter) {
            case KEY_STORES -> Question.READ_KEY_STORES;
            case PRIMITIVES -> Question.FIRST_PRIMITIVES;
            default -> Question.FIRST_HANDSHAKE;
        };
        List<String> options = new ArrayList<>(List.of("-Xmx2g", "-XX:+UseSerialGC"));
        options.addAll(entry.starter.stack().jvmOptions(question.setting()));
        options.addAll(more);
        return Fork.lines(
                options,
                entry.classPath,
                Probe.class,
                List.of(question.name(), entry.starter.stack().name(), "1", folder.toString()));
    }

    /** Empty when the starter's jar is not there, because nothing is packaged. */
    private static Optional<String> classPath(Starter starter) {
        List<String> parts = new ArrayList<>(Arrays.asList(Fork.classPath().split(File.pathSeparator, -1)));
        if (starter == Starter.HANDFAST_STANDALONE || starter == Starter.PRIMITIVES) {
            Optional<Path> standalone = standaloneJar();
            if (standalone.isEmpty()) {
                return Optional.empty();
            }
            parts.removeIf(part -> isProvider(Path.of(part)));
            parts.add(0, standalone.get().toString());
        }
        return Optional.of(String.join(File.pathSeparator, ordered(parts, starter)));
    }

    /**
     * As a build tool lists them: what runs first, then what it says it needs, then the rest. A folder's own order is anybody's guess,
     * and each class is looked for in one jar after the other.
     */
    static List<String> ordered(List<String> parts, Starter starter) {
        List<String> ordered = new ArrayList<>(parts);
        // Stable, so the rest stays as it is.
        ordered.sort(Comparator.comparingInt(
                part -> place(String.valueOf(Path.of(part).getFileName()), starter.jars())));
        return ordered;
    }

    private static int place(String name, List<String> beginnings) {
        if (name.startsWith("handfast-bench-")) {
            return -1;
        }
        for (int i = 0; i < beginnings.size(); i++) {
            if (name.startsWith(beginnings.get(i))) {
                return i;
            }
        }
        return beginnings.size();
    }

    private static boolean isProvider(Path part) {
        String name = String.valueOf(part.getFileName());
        return name.matches("handfast-[0-9].*\\.jar");
    }

    /** Beside the libraries of the packaged bench, for two jars with the provider on one class path would be one too many. */
    private static Optional<Path> standaloneJar() {
        return Arrays.stream(Fork.classPath().split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Starts::isProvider)
                .flatMap(jar -> jars(jar.resolveSibling("../standalone").normalize()))
                .findFirst();
    }

    private static Stream<Path> jars(Path folder) {
        File[] files = folder.toFile().listFiles((in, name) -> name.endsWith("-standalone.jar"));
        return files == null ? Stream.empty() : Arrays.stream(files).map(File::toPath);
    }

    private static final class Entry {
        private final Starter starter;
        private final String classPath;
        private final List<Double> fromMain = new ArrayList<>();
        private final List<Double> fromStart = new ArrayList<>();

        Entry(Starter starter, String classPath) {
            this.starter = starter;
            this.classPath = classPath;
        }

        /** The last line has both figures; what the JVM has to say of its archive comes before. */
        void add(List<String> lines) {
            String[] figures = lines.get(lines.size() - 1).split(" ", 2);
            fromMain.add(Double.valueOf(figures[0]));
            fromStart.add(Double.valueOf(figures[1]));
        }
    }
}
