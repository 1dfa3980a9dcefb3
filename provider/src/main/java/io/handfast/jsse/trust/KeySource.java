package io.handfast.jsse.trust;

import java.security.cert.X509Certificate;

/** Where a key manager finds its keys: always the same ones, or those of files that may change (RFC 8446 §4.4.2). */
interface KeySource {
    /** The keys to choose from now; may take long. */
    KeyIndex current();

    /** The keys that were chosen from last; takes no time. */
    KeyIndex known();

    /** Sees whether the keys have changed, without reading them; sessions made with any of them wait until they are read. */
    void glance();

    /** Whether sessions that were made with this certificate may go on. */
    boolean holds(X509Certificate leaf);

    /** Whether the keys never change, so that every session may go on. */
    default boolean constant() {
        return false;
    }

    /** The keys of a store that was read once. */
    static KeySource of(KeyIndex index) {
        return new KeySource() {
            @Override
            public KeyIndex current() {
                return index;
            }

            @Override
            public KeyIndex known() {
                return index;
            }

            @Override
            public void glance() {
                // There is nothing to see.
            }

            @Override
            public boolean holds(X509Certificate leaf) {
                return true;
            }

            @Override
            public boolean constant() {
                return true;
            }
        };
    }
}
