import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/**
 * Puts jars on the class path of a JVM that tests share. jtreg itself shows them to the class loader of a test alone, and that
 * is not where the JDK looks for what java.security names.
 */
public final class JarsOnClassPath {
    private JarsOnClassPath() {}

    public static void premain(String jars, Instrumentation jvm) throws IOException {
        for (String jar : jars.split(File.pathSeparator)) {
            jvm.appendToSystemClassLoaderSearch(new JarFile(jar));
        }
    }
}
