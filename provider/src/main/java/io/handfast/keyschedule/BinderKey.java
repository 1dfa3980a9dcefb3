package io.handfast.keyschedule;

/** The key that binds a pre-shared key to the handshake that offers it (RFC 8446 §4.2.11.2). */
public final class BinderKey {
    private final TrafficSecret key;

    BinderKey(TrafficSecret key) {
        this.key = key;
    }

    /**
     * The binder: computed like a Finished, but over the hash of the transcript that ends with the ClientHello without
     * its binders list.
     */
    public byte[] binder(byte[] truncatedTranscriptHash) {
        return key.verifyData(truncatedTranscriptHash);
    }

    public void destroy() {
        key.destroy();
    }
}
