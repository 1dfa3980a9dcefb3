import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for one program, with Handfast on its class path or on its module path. */
public final class ChildJvm {
    private static final long LIMIT_SECONDS = 120;

    private final List<String> options = new ArrayList<>();
    private final boolean modulePath;
    private String moreClasses = "";
    private Path image;

    private ChildJvm(boolean modulePath) {
        this.modulePath = modulePath;
    }

    /** Both jars on the class path. */
    public static ChildJvm onClassPath() {
        return new ChildJvm(false);
    }

    /** Both jars on the module path, the program on the class path. */
    public static ChildJvm onModulePath() {
        return new ChildJvm(true);
    }

    /** An image that has both as modules. */
    public static ChildJvm ofImage(Path image) {
        ChildJvm jvm = new ChildJvm(true);
        jvm.image = image;
        return jvm;
    }

    public ChildJvm options(List<String> more) {
        options.addAll(more);
        return this;
    }

    public ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    /** Programs from this folder, too. */
    public ChildJvm alsoFrom(Path folder) {
        moreClasses = File.pathSeparator + folder;
        return this;
    }

    /** Runs a program to its end, which must be a good one, and returns what it printed. */
    public String run(String mainClass, String... arguments) throws IOException, InterruptedException {
        String jars = jar("handfast.jar") + File.pathSeparator + jar("bcprov.jar");
        String programs = programs() + moreClasses;
        List<String> command = new ArrayList<>();
        Path home = image == null ? Path.of(System.getProperty("test.jdk", System.getProperty("java.home"))) : image;
        command.add(home.resolve("bin/java").toString());
        // The program is short: a JVM that begins soon is worth more than one that runs fast.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        if (image != null) {
            command.addAll(List.of("-cp", programs));
        } else if (modulePath) {
            command.addAll(List.of("--module-path", jars, "-cp", programs));
        } else {
            command.addAll(List.of("-cp", programs + File.pathSeparator + jars));
        }
        command.add(mainClass);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("the program failed: " + String.join(" ", command) + "\n" + output);
            }
            System.out.println(output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Where the compiled programs are: the test's class path without the jars under test. */
    private static String programs() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("test.class.path").split(File.pathSeparator)) {
            if (!part.equals(jar("handfast.jar")) && !part.equals(jar("bcprov.jar"))) {
                parts.add(part);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    private static String jar(String property) {
        String path = System.getProperty(property);
        if (path == null) {
            throw new IllegalStateException("run through ./handfast test: the property " + property + " is missing");
        }
        return path;
    }
}
