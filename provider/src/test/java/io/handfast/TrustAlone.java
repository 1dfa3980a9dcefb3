package io.handfast;

import io.handfast.testing.TestCa;
import java.io.File;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;

/** A program that reads its trust store and does no handshake; it ends after the threads that the provider began for it. */
final class TrustAlone {
    private TrustAlone() {}

    /** Takes the file of the trust store, and prints that it is done. */
    public static void main(String[] arguments) throws Exception {
        KeyStore store = KeyStore.getInstance(new File(arguments[0]), TestCa.PASSWORD.toCharArray());
        TrustManagerFactory.getInstance("PKIX", new HandfastProvider()).init(store);
        List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("handfast-"));
        for (Thread each : threads) {
            each.join();
        }
        System.out.println("done");
    }
}
