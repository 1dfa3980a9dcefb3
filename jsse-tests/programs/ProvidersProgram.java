import java.security.Provider;
import java.security.Security;

/** Prints the names of the installed providers, one to a line. */
public class ProvidersProgram {
    public static void main(String[] arguments) {
        for (Provider provider : Security.getProviders()) {
            System.out.println(provider.getName());
        }
    }
}
