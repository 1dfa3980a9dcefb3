package io.handfast.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that only the source text shows. Each answers with the offences found, an empty list being the wish. */
final class SourceRules {
    static final int LONGEST_FILE = 400;

    /** Files that may be longer, each with its reason. */
    static final Set<String> LONGER_FILES = Set.of();

    private static final Pattern COMMENTS_AND_STRINGS = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);
    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\b");
    private static final Pattern EMPTY_CATCH = Pattern.compile("\\bcatch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    private SourceRules() {}

    /** All Java files under a directory, by path relative to it. */
    static Map<String, String> read(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> root.relativize(file).toString().replace('\\', '/'),
                            SourceRules::text,
                            (one, other) -> one,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> tooLong(Map<String, String> sources) {
        return offences(
                sources,
                (path, text) -> text.lines().count() > LONGEST_FILE && !LONGER_FILES.contains(path),
                "is longer than " + LONGEST_FILE + " lines");
    }

    static List<String> synchronizedBlocks(Map<String, String> sources) {
        return offences(
                sources, (path, text) -> SYNCHRONIZED.matcher(code(text)).find(), "uses synchronized");
    }

    static List<String> emptyCatches(Map<String, String> sources) {
        return offences(sources, (path, text) -> EMPTY_CATCH.matcher(text).find(), "swallows an exception");
    }

    static List<String> unfinished(Map<String, String> sources) {
        return offences(sources, (path, text) -> UNFINISHED.matcher(text).find(), "says that it is unfinished");
    }

    /** Each package has a package-info that says what the room is, and is null-marked. */
    static List<String> roomsWithoutSign(Map<String, String> sources) {
        Set<String> rooms = new TreeSet<>();
        sources.keySet().stream()
                .filter(path -> path.contains("/"))
                .forEach(path -> rooms.add(path.substring(0, path.lastIndexOf('/'))));
        List<String> offences = new ArrayList<>();
        for (String room : rooms) {
            String sign = sources.getOrDefault(room + "/package-info.java", "");
            if (!sign.startsWith("/**") || !code(sign).contains("@NullMarked")) {
                offences.add(room + " has no package-info with a description and @NullMarked");
            }
        }
        return offences;
    }

    private static List<String> offences(
            Map<String, String> sources, BiPredicate<String, String> offends, String what) {
        return sources.entrySet().stream()
                .filter(source -> offends.test(source.getKey(), source.getValue()))
                .map(source -> source.getKey() + " " + what)
                .toList();
    }

    private static String code(String text) {
        return COMMENTS_AND_STRINGS.matcher(text).replaceAll(" ");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
