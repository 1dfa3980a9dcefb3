package io.handfast.jsse.trust;

import io.handfast.config.Credential;
import java.util.Optional;

/** A key manager of ours that has key and chain together, always the same object for the same entry (JSSE, X509KeyManager). */
public interface CredentialKeeper {
    /** What stands under an alias; nothing once the entry has vanished. */
    Optional<Credential> credential(String alias);
}
