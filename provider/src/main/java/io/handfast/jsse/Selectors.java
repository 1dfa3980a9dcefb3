package io.handfast.jsse;

import io.handfast.config.ApplicationProtocolSelector;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A program's own choice of the application protocol, in the form that the core asks for (RFC 7301 §3.2). */
final class Selectors {
    private Selectors() {}

    static Optional<ApplicationProtocolSelector> of(Engine engine) {
        return of(engine.getHandshakeApplicationProtocolSelector(), engine);
    }

    /** To JSSE null refuses all that was offered, and an empty string goes on without a protocol. */
    static <E> Optional<ApplicationProtocolSelector> of(
            @Nullable BiFunction<E, List<String>, String> selector, E owner) {
        return selector == null
                ? Optional.empty()
                : Optional.of(offered -> Optional.ofNullable(selector.apply(owner, offered)));
    }
}
