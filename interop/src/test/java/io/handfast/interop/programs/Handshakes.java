package io.handfast.interop.programs;

import io.handfast.HandshakeEvent;
import io.handfast.HandshakeListener;
import java.util.concurrent.atomic.AtomicInteger;

/** How many handshakes the provider has brought to their end: proof that it was at work (RFC 8446 §2). */
final class Handshakes implements HandshakeListener {

    private final AtomicInteger asClient = new AtomicInteger();
    private final AtomicInteger asServer = new AtomicInteger();

    @Override
    public void on(HandshakeEvent event) {
        if (event.kind() == HandshakeEvent.Kind.ESTABLISHED) {
            (event.client() ? asClient : asServer).incrementAndGet();
        }
    }

    int asClient() {
        return asClient.get();
    }

    int asServer() {
        return asServer.get();
    }
}
