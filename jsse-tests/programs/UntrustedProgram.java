import io.handfast.HandfastProvider;
import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Meets a server whose root nobody trusts. */
public class UntrustedProgram {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", new HandfastProvider());
        context.init(null, null, null);
        try {
            HttpsRoundTrip.exchange(context);
            throw new AssertionError("an unknown root was trusted");
        } catch (IOException refusal) {
            System.out.println("refused: " + refusal);
        }
    }
}
