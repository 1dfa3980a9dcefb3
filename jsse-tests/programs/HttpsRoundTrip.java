import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * A program that never heard of Handfast: the JDK's HTTPS server and client with the default context, one request, the hash of
 * the body compared. Prints who did it.
 */
public class HttpsRoundTrip {
    public static void main(String[] arguments) throws Exception {
        exchange(SSLContext.getDefault());
    }

    public static void exchange(SSLContext context) throws Exception {
        byte[] body = new byte[100_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 >> 3);
        }
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", request -> {
            request.sendResponseHeaders(200, body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        server.start();
        try {
            URL url = new URL("https://localhost:" + server.getAddress().getPort() + "/");
            HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
            if (context != SSLContext.getDefault()) {
                connection.setSSLSocketFactory(context.getSocketFactory());
            }
            connection.setConnectTimeout(30_000);
            connection.setReadTimeout(30_000);
            System.out.println("status " + connection.getResponseCode() + " over " + connection.getCipherSuite());
            byte[] received;
            try (InputStream in = connection.getInputStream()) {
                received = in.readAllBytes();
            }
            if (!hash(body).equals(hash(received))) {
                throw new AssertionError("the body was changed on the way");
            }
        } finally {
            server.stop(0);
        }
        SSLSocketFactory factory = context.getSocketFactory();
        System.out.println("provider " + context.getProvider().getName());
        System.out.println("socket " + factory.createSocket().getClass().getName());
        System.out.println("engine " + context.createSSLEngine().getClass().getName());
        System.out.println("module " + factory.getClass().getModule().getName());
        System.out.println("body intact");
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
