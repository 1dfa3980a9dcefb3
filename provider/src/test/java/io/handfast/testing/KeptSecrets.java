package io.handfast.testing;

import io.handfast.trace.KeyLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A key log that keeps the secrets themselves and not copies, against its contract, so that a test sees whether they were wiped. */
public final class KeptSecrets implements KeyLog {
    private final Map<String, byte[]> kept = new HashMap<>();
    private final String last;

    /** Takes note of all. */
    public KeptSecrets() {
        this("");
    }

    /** Fails at the secret with this label. */
    public KeptSecrets(String last) {
        this.last = last;
    }

    @Override
    public void secret(String label, byte[] clientRandom, byte[] secret) {
        kept.put(label, secret);
        if (label.equals(last)) {
            throw new IllegalStateException("no room for " + label);
        }
    }

    /** Whether there was such a secret and is none any more. */
    public boolean isWiped(String label) {
        byte[] secret = kept.get(label);
        return secret != null && Arrays.equals(secret, new byte[secret.length]);
    }
}
