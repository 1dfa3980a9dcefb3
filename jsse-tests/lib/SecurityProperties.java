import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/** A java.security override that puts one provider first and lets the JDK's own follow in their order. */
public final class SecurityProperties {
    private SecurityProperties() {}

    /** The option that makes a JVM read the override. */
    public static String first(String provider) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("security.provider.1=" + provider);
        int next = 2;
        for (Provider installed : Security.getProviders()) {
            lines.add("security.provider." + next++ + "=" + installed.getName());
        }
        Path file =
                Path.of("override-" + provider.replace('.', '-') + ".security").toAbsolutePath();
        Files.write(file, lines);
        return "-Djava.security.properties=" + file;
    }
}
