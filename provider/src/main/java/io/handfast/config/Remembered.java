package io.handfast.config;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were worked out before, so that the next connection that asks the same need not have them worked out again (RFC
 * 8446 §9).
 *
 * <p>For answers that follow from their question alone. When there are too many, somebody makes questions up; then all are
 * forgotten, which costs a little time and no memory. Thread-safe.
 *
 * @param <Q> immutable, and compared by what it says
 * @param <A> immutable
 */
public final class Remembered<Q, A> {
    private final int most;
    private final Map<Q, A> answers = new ConcurrentHashMap<>();

    /** @param most how many answers are kept, 1 or more */
    public Remembered(int most) {
        this.most = most;
    }

    /** The answer, worked out if nobody has asked before; a failure to do so is not remembered. */
    public A answer(Q question, Function<? super Q, ? extends A> work) {
        A known = answers.get(question);
        if (known != null) {
            return known;
        }
        A fresh = work.apply(question);
        keep(question, fresh);
        return fresh;
    }

    /** The answer, if it is known. */
    public @Nullable A known(Q question) {
        return answers.get(question);
    }

    /** Keeps an answer. */
    public void keep(Q question, A answer) {
        if (answers.size() >= most) {
            answers.clear();
        }
        answers.put(question, answer);
    }

    /** How many answers are kept. */
    public int size() {
        return answers.size();
    }
}
