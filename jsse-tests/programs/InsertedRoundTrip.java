import io.handfast.HandfastProvider;
import java.security.Security;

/** Puts the provider first in code, and is an ordinary program from then on. */
public class InsertedRoundTrip {
    public static void main(String[] arguments) throws Exception {
        Security.insertProviderAt(new HandfastProvider(), 1);
        HttpsRoundTrip.main(arguments);
    }
}
