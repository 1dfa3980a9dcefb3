package io.handfast.jsse;

import io.handfast.config.Remembered;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Jca;

/**
 * What a context has worked out from the providers of one moment, to be let go of with them: a provider that was removed
 * may belong to an application that is gone, and holds all of it (JSSE, SSLContext).
 */
final class Answers {
    /** Distinct wishes are few; more than this means that somebody makes them up, and then nothing is remembered. */
    private static final int MAX_REMEMBERED = 64;

    private final Jca jca;
    final Remembered<Wishes, TlsConfig> configs = new Remembered<>(MAX_REMEMBERED);
    final Remembered<Selection.Wishes, Selection> selections = new Remembered<>(MAX_REMEMBERED);

    Answers(Jca jca) {
        this.jca = jca;
    }

    /** These where the providers are still the same, otherwise others that know nothing yet. */
    Answers of(Jca now) {
        return now == jca ? this : new Answers(now);
    }
}
