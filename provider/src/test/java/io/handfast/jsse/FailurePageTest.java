package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.failure.CertificateFailure;
import io.handfast.failure.NegotiationFailure;
import io.handfast.failure.TlsFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/failures.md shows the messages that the failures really give, and no others. */
class FailurePageTest {
    private static final Path PAGE = Path.of("..", "docs", "failures.md");

    /** A heading of the third level, and the first block of code under it. */
    private static final Pattern SECTION = Pattern.compile("(?s)\n### ([^\n]+)\n[^#]*?\n```\n(.+?)\n```");

    private static Map<String, String> shown() throws Exception {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher matcher = SECTION.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            sections.put(matcher.group(1), matcher.group(2).replaceAll("\\s+", " "));
        }
        return sections;
    }

    /** What differs from run to run, made the same. */
    static String settled(SSLException exception) {
        return String.valueOf(exception.getMessage())
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("127[.]0[.]0[.]1:\\d+", "127.0.0.1:<number>")
                .replaceAll("serial [0-9a-f]+", "serial <number>");
    }

    static Stream<String> headings() throws Exception {
        return Failures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("headings")
    void thePageShowsTheMessage(String heading) throws Exception {
        Failures.Setting setting =
                Optional.ofNullable(Failures.all().get(heading)).orElseThrow();
        SSLException exception = setting.make().exception();
        assertEquals(settled(exception), shown().get(heading));
        String message = String.valueOf(exception.getMessage());
        assertTrue(message.length() < 2500, message);
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
        aProgramCanReadIt(exception);
    }

    private static void aProgramCanReadIt(SSLException exception) {
        TlsFailure failure = TlsFailure.of(exception).orElseThrow(() -> new AssertionError(exception));
        assertFalse(failure.summary().isEmpty());
        assertFalse(failure.advice().isEmpty(), () -> "no advice: " + exception);
        if (failure instanceof CertificateFailure refused) {
            // Nothing can be said of a certificate that is missing.
            boolean there = refused.check() != CertificateFailure.Check.PRESENCE;
            assertEquals(there, refused.index().isPresent());
            assertEquals(there, refused.subject().isPresent());
            assertEquals(there, refused.serialNumber().isPresent());
        }
        if (failure instanceof NegotiationFailure lists) {
            assertFalse(lists.offeredByPeer().isEmpty());
            assertFalse(lists.enabledHere().isEmpty());
        }
    }

    @Test
    void thePageShowsNothingElse() throws Exception {
        assertEquals(Failures.all().keySet(), shown().keySet());
    }
}
