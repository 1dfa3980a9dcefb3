package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers are worked out once, and not too many of them are kept (RFC 8446 §9). */
class RememberedTest {
    private final AtomicInteger worked = new AtomicInteger();
    private final Remembered<Integer, String> remembered = new Remembered<>(3);

    private String answer(int question) {
        return remembered.answer(question, asked -> {
            worked.incrementAndGet();
            return "answer " + asked;
        });
    }

    @Test
    void theSameQuestionIsAnsweredOnce() {
        assertEquals("answer 1", answer(1));
        assertEquals("answer 2", answer(2));
        assertEquals("answer 1", answer(1));
        assertEquals(2, worked.get());
        assertEquals("answer 2", remembered.known(2));
        assertNull(remembered.known(3));
    }

    @Test
    void theNumberOfAnswersIsBounded() {
        for (int i = 0; i < 100; i++) {
            assertEquals("answer " + i, answer(i));
            assertEquals(i % 3 + 1, remembered.size());
        }
        assertEquals("answer 0", answer(0));
        assertEquals(101, worked.get());
    }

    @Test
    void aFailureIsNotRemembered() {
        assertThrows(
                IllegalStateException.class,
                () -> remembered.answer(1, asked -> {
                    throw new IllegalStateException("not now");
                }));
        assertEquals(0, remembered.size());
        assertEquals("answer 1", answer(1));
    }
}
