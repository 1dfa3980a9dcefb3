import io.handfast.HandfastProvider;
import java.security.KeyManagementException;
import javax.net.ssl.SSLContext;

/** Looks at the Default context of the provider, with stores named by properties. */
public class DefaultContextProgram {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = SSLContext.getInstance("Default", new HandfastProvider());
        HttpsRoundTrip.exchange(context);
        try {
            context.init(null, null, null);
            throw new AssertionError("the Default context let itself be initialised");
        } catch (KeyManagementException expected) {
            System.out.println("refused: " + expected.getMessage());
        }
        System.out.println("all as documented");
    }
}
