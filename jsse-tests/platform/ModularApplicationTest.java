/*
 * @test
 * @summary a modular application requires io.handfast and sees the exported package alone
 * @key once
 * @library /lib
 * @run main/othervm ModularApplicationTest
 */
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

public class ModularApplicationTest {
    public static void main(String[] arguments) throws Exception {
        String jars = System.getProperty("handfast.jar") + File.pathSeparator + System.getProperty("bcprov.jar");
        Path source = Files.createDirectories(Path.of("application"));
        Files.writeString(source.resolve("module-info.java"), "module application { requires io.handfast; }");
        Path main = Files.createDirectories(source.resolve("application")).resolve("Main.java");
        Files.writeString(main, """
                package application;

                import javax.net.ssl.SSLContext;

                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        SSLContext context = SSLContext.getInstance("TLS", new io.handfast.HandfastProvider());
                        context.init(null, null, null);
                        Class<?> engine = context.createSSLEngine().getClass();
                        System.out.println(engine.getModule() + " to " + Main.class.getModule());
                        System.out.println("closed: " + !engine.getModule().isExported(engine.getPackageName()));
                    }
                }
                """);
        Path classes = Path.of("modules", "application").toAbsolutePath();
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        System.out,
                        System.err,
                        "-d",
                        classes.toString(),
                        "--module-path",
                        jars,
                        source.resolve("module-info.java").toString(),
                        main.toString());
        Expect.equal(0, exit, "exit of the compiler");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        jars + File.pathSeparator + classes.getParent(),
                        "-m",
                        "application/application.Main")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        Expect.that(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, "it ran:\n" + output);
        Expect.contains(output, "module io.handfast to module application");
        Expect.contains(output, "closed: true");
    }
}
