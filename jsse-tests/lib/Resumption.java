import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** Two contexts that meet again and again, under one name. */
public final class Resumption {
    public final SSLContext client;
    public final SSLContext server;
    private final String version;

    public Resumption(String version) throws Exception {
        this.client = Contexts.context();
        this.server = Contexts.context();
        this.version = version;
    }

    public EnginePair unconnected() throws Exception {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {version});
        return pair;
    }

    /** A connection, with content exchanged. */
    public EnginePair connect() throws Exception {
        EnginePair pair = unconnected().handshake();
        pair.exchange();
        return pair;
    }

    /** Whether this connection goes on with an earlier session: then no certificate was on the wire. */
    public static boolean resumed(EnginePair pair) {
        return io.handfast.HandfastSession.of(pair.client.engine.getSession()).resumed();
    }

    /** Whether both sessions are the same to those who compare them. */
    public static boolean sameId(EnginePair one, EnginePair other) {
        return Arrays.equals(
                one.client.engine.getSession().getId(),
                other.client.engine.getSession().getId());
    }
}
