package io.handfast.jsse.revocation;

import java.io.IOException;

/** We did not wait, or did not even ask, for reasons of our own; it says nothing about the place (RFC 6960 §A.1). */
final class AbandonedException extends IOException {
    private static final long serialVersionUID = 1L;

    AbandonedException(String reason) {
        super(reason);
    }
}
