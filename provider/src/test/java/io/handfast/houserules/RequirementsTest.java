package io.handfast.houserules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every MUST of RFC 8446 has a test that names it, or a reason why not; the list is
 * {@code src/test/resources/requirements/rfc8446.tsv}, the report {@code target/requirements-rfc8446.md}.
 */
class RequirementsTest {
    private static final String LIST = "/requirements/rfc8446.tsv";
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path REPORT = Path.of("target", "requirements-rfc8446.md");
    private static final Pattern NAMED =
            Pattern.compile("@Spec\\(\\s*\\{?([^)}]*)}?\\s*\\)(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s+void (\\w+)\\(");
    private static final Pattern NUMBER = Pattern.compile("\"(RFC\\d+-[\\w.]+-\\d+)\"");

    /** Why a requirement needs no test: each reason begins with one of these. */
    private static final Set<String> KINDS = Set.of("not ours", "by construction", "deviation");

    @Test
    void everyRequirementIsTestedOrExplained() throws IOException {
        Map<String, Optional<String>> reasons = reasons();
        Map<String, Set<String>> tests = tests();
        List<String> open = new ArrayList<>();
        reasons.forEach((number, reason) -> {
            boolean tested = tests.containsKey(number);
            if (tested == reason.isPresent()) {
                open.add(number + (tested ? " is tested, and explained away" : " is neither tested nor explained"));
            }
        });
        assertEquals(List.of(), open);
        assertEquals(340, reasons.size(), "the MUSTs of RFC 8446");
        report(reasons, tests);
    }

    @Test
    void everyNumberOnATestIsInTheList() throws IOException {
        Set<String> unknown = new TreeSet<>(tests().keySet());
        unknown.removeIf(number -> !number.startsWith("RFC8446-"));
        unknown.removeAll(reasons().keySet());
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyReasonIsOfAKnownKind() throws IOException {
        reasons().values().stream().flatMap(Optional::stream).forEach(reason -> {
            String[] parts = reason.split(": ", 2);
            assertTrue(KINDS.contains(parts[0]) && parts.length == 2, reason);
        });
    }

    /** The requirements in the order of the RFC, with the reasons of those without a test. */
    private static Map<String, Optional<String>> reasons() throws IOException {
        Map<String, Optional<String>> reasons = new LinkedHashMap<>();
        try (InputStream in = RequirementsTest.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", 2);
                Optional<String> before =
                        reasons.put(fields[0], fields.length > 1 ? Optional.of(fields[1]) : Optional.empty());
                assertEquals(null, before, fields[0] + " is there twice");
            }
        }
        return reasons;
    }

    /** The tests by the requirements that they name. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Matcher matcher = NAMED.matcher(Files.readString(file));
                while (matcher.find()) {
                    Matcher number = NUMBER.matcher(matcher.group(1));
                    while (number.find()) {
                        tests.computeIfAbsent(number.group(1), any -> new TreeSet<>())
                                .add(name + "." + matcher.group(2));
                    }
                }
            }
        }
        return tests;
    }

    private static void report(Map<String, Optional<String>> reasons, Map<String, Set<String>> tests)
            throws IOException {
        StringBuilder text = new StringBuilder("# The MUSTs of RFC 8446 and what checks them\n\n")
                .append("| Requirement | Tests, or why there is none |\n|---|---|\n");
        reasons.forEach((number, reason) -> text.append("| ")
                .append(number)
                .append(" | ")
                .append(reason.orElseGet(() -> String.join(", ", tests.get(number))))
                .append(" |\n"));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, text);
    }
}
