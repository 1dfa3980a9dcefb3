package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.handfast.config.AlgorithmRules;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two questions about a chain are the same only when all of it is, whatever their hash codes say (RFC 5280 §6). */
class ChainQuestionTest {
    private static final Bytes CHAIN = Bytes.copyOf(new byte[32]);
    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);
    private static final AlgorithmRules TLS = AlgorithmRules.ofTls();
    private static final AlgorithmRules PATHS = AlgorithmRules.ofCertPath();

    private static ChainVerdicts.Question question(Bytes chain, PeerRole role, String authType, LocalDate day) {
        return new ChainVerdicts.Question(chain, role, authType, TLS, PATHS, false, day);
    }

    static Stream<Arguments> others() {
        byte[] bytes = new byte[32];
        bytes[31] = 1;
        return Stream.of(
                Arguments.of("chain", question(Bytes.copyOf(bytes), PeerRole.SERVER, "UNKNOWN", DAY)),
                Arguments.of("role", question(CHAIN, PeerRole.CLIENT, "UNKNOWN", DAY)),
                Arguments.of("key exchange", question(CHAIN, PeerRole.SERVER, "RSA", DAY)),
                Arguments.of("day", question(CHAIN, PeerRole.SERVER, "UNKNOWN", DAY.plusDays(1))),
                Arguments.of(
                        "rules for TLS",
                        new ChainVerdicts.Question(CHAIN, PeerRole.SERVER, "UNKNOWN", PATHS, PATHS, false, DAY)),
                Arguments.of(
                        "rules for paths",
                        new ChainVerdicts.Question(CHAIN, PeerRole.SERVER, "UNKNOWN", TLS, TLS, false, DAY)),
                Arguments.of(
                        "fetching of issuers",
                        new ChainVerdicts.Question(CHAIN, PeerRole.SERVER, "UNKNOWN", TLS, PATHS, true, DAY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void oneDifferenceIsEnough(String what, ChainVerdicts.Question other) {
        ChainVerdicts.Question question = question(CHAIN, PeerRole.SERVER, "UNKNOWN", DAY);
        assertNotEquals(question, other, what);
        assertNotEquals(other, question, what);
        assertEquals(question, question(Bytes.copyOf(new byte[32]), PeerRole.SERVER, "UNKNOWN", DAY));
    }

    @Test
    void tomorrowTheQuestionIsAnother() {
        ManualClock clock = new ManualClock();
        ChainVerdicts verdicts = new ChainVerdicts(clock, Duration.ofDays(7));
        List<X509Certificate> chain = List.of(TestCa.of(KeyKind.EC_P256).root());
        ChainVerdicts.Question today =
                verdicts.question(chain, PeerRole.SERVER, "UNKNOWN").orElseThrow();
        assertEquals(today, verdicts.question(chain, PeerRole.SERVER, "UNKNOWN").orElseThrow());
        clock.pass(Duration.ofDays(1));
        assertNotEquals(
                today, verdicts.question(chain, PeerRole.SERVER, "UNKNOWN").orElseThrow());
    }
}
