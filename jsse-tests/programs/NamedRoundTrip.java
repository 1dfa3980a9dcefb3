import io.handfast.HandfastProvider;
import java.security.Security;
import javax.net.ssl.SSLContext;

/** Adds the provider behind the JDK's own and asks for it by name; the default context stays the JDK's. */
public class NamedRoundTrip {
    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new HandfastProvider());
        SSLContext context = SSLContext.getInstance("TLS", "Handfast");
        context.init(null, null, null);
        HttpsRoundTrip.exchange(context);
        System.out.println(
                "default provider " + SSLContext.getDefault().getProvider().getName());
    }
}
