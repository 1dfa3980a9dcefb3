import java.security.Provider;
import java.security.Security;
import javax.net.ssl.SSLException;

/** Handfast and the JDK's provider in one JVM, to see that a property means the same to both. */
public final class BothProviders {
    private BothProviders() {}

    public static Provider[] all() {
        return new Provider[] {jdk(), Contexts.provider()};
    }

    public static Provider jdk() {
        return Security.getProvider("SunJSSE");
    }

    /** A client of one provider and a server of another. */
    public static EnginePair pair(Provider client, Provider server, String version) throws Exception {
        EnginePair pair = new EnginePair(
                Contexts.context(client).createSSLEngine("localhost", 443),
                Contexts.context(server).createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {version});
        return pair;
    }

    /** Whether they come to an agreement. */
    public static boolean agree(EnginePair pair) {
        try {
            pair.handshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }
}
