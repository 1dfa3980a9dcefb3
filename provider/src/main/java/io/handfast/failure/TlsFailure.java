package io.handfast.failure;

import java.util.Optional;

/**
 * Why a connection failed, in parts that a program can read; one of the causes of the {@code SSLException}.
 *
 * <pre>{@code
 * catch (SSLException e) {
 *     if (TlsFailure.of(e).orElse(null) instanceof CertificateFailure failure
 *             && failure.check() == CertificateFailure.Check.NAME) {
 *         log(failure.expected() + " is not among " + failure.found());
 *     }
 * }
 * }</pre>
 *
 * <p>What a stranger wrote appears in it without control characters and at a limited length; secrets never do.
 */
public sealed interface TlsFailure permits CertificateFailure, NegotiationFailure, PeerAlertFailure {
    /** What happened, in one sentence. */
    String summary();

    /** What a person can do about it. */
    String advice();

    /** The first failure of this family among an exception and its causes. */
    static Optional<TlsFailure> of(Throwable exception) {
        Throwable each = exception;
        for (int depth = 0; each != null && depth < 16; depth++) {
            if (each instanceof TlsFailure failure) {
                return Optional.of(failure);
            }
            each = each.getCause();
        }
        return Optional.empty();
    }
}
