import java.io.InputStream;
import java.security.Provider;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

/** A connection whose peer vanishes without saying goodbye. */
public final class CutStream {
    private CutStream() {}

    /** What is seen of it. */
    @FunctionalInterface
    public interface Sight {
        void of(InputStream in) throws Exception;
    }

    public static void check(Provider provider, String version, Sight sight) throws Exception {
        try (PlainPair plain = new PlainPair();
                SocketPair threads = SocketPair.of(version)) {
            SSLSocket client = (SSLSocket)
                    Contexts.context(provider).getSocketFactory().createSocket(plain.client, "localhost", 443, true);
            client.setEnabledProtocols(new String[] {version});
            SSLSocket server = (SSLSocket) Contexts.context().getSocketFactory().createSocket(plain.server, null, true);
            Future<?> serving = threads.async(() -> {
                server.getOutputStream().write(Bytes.random(100));
                plain.server.shutdownOutput();
                return null;
            });
            InputStream in = client.getInputStream();
            Expect.equalBytes(Bytes.random(100), in.readNBytes(100), "content");
            SocketPair.get(serving);
            sight.of(in);
        }
    }
}
