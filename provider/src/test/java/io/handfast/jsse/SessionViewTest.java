package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.config.HandshakeFacts;
import io.handfast.connection.Exports;
import io.handfast.session.Sessions;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session shows of facts that few peers bring about (JSSE, ExtendedSSLSession). */
class SessionViewTest {
    static Stream<Arguments> stapled() {
        return Stream.of(
                arguments("not asked for", Optional.empty(), List.of()),
                arguments("none", Optional.of(List.of()), List.of()),
                arguments("none for either certificate", Optional.of(List.of("", "")), List.of()),
                arguments("for the leaf", Optional.of(List.of("0a", "")), List.of("0a")),
                arguments("for the issuer", Optional.of(List.of("", "0b")), List.of("", "0b")),
                arguments("for both", Optional.of(List.of("0a", "0b")), List.of("0a", "0b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stapled")
    void listsResponsesUpToTheLast(String name, Optional<List<String>> stapled, List<String> expected) {
        HandshakeFacts facts = HandshakeFacts.nothing()
                .with()
                .statusResponses(
                        stapled.map(list -> list.stream().map(Bytes::hex).toList()))
                .build();
        SessionView view = new SessionView(
                () -> facts,
                true,
                new Exports(),
                new SessionContext(Sessions.none().client(), lifetime -> {}),
                null,
                -1,
                List.of(),
                List.of(),
                Optional.empty());
        assertEquals(
                expected,
                view.getStatusResponses().stream()
                        .map(Bytes::copyOf)
                        .map(Bytes::toHex)
                        .toList());
    }
}
