package io.handfast.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.CodePoints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a failed negotiation keeps of both sides' lists (RFC 8446 §4.1.1, §6.2). */
class NegotiationFailureTest {
    @Test
    void ofALongListTheBeginningIsKeptAndTheCountIsTold() {
        CodePoints many = CodePoints.owning(IntStream.range(0, 32_000).toArray());
        AtomicInteger named = new AtomicInteger();
        NegotiationFailure failure = new NegotiationFailure(
                "group", "client", many.named(code -> "g" + named.getAndIncrement()), List.of("x25519"), "enable one");
        assertEquals(256, failure.offeredByPeer().size());
        assertTrue(named.get() <= 300, () -> named + " names were made");
        assertTrue(failure.text().contains(" and 31960 more"), failure.text());
        assertEquals(List.of("x25519"), failure.enabledHere());
    }

    @Test
    void bothListsSurviveSerialization() throws Exception {
        NegotiationFailure failure =
                new NegotiationFailure("group", "client", List.of("a\n", "b"), List.of("c"), "enable one");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            NegotiationFailure back = (NegotiationFailure) in.readObject();
            assertEquals(List.of("a\\u000a", "b"), back.offeredByPeer());
            assertEquals(List.of("c"), back.enabledHere());
            assertEquals(failure.text(), back.text());
        }
    }
}
