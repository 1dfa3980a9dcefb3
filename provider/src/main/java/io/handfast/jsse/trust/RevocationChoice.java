package io.handfast.jsse.trust;

import io.handfast.config.RevocationPolicy;
import java.util.Optional;

/** Parameters of a connection that may say how much is done about revocation (JSSE, {@code SSLParameters}). */
public interface RevocationChoice {
    /** The policy of this connection, if it has one of its own. */
    Optional<RevocationPolicy> chosenRevocation();
}
