/*
 * @test
 * @summary a run-time image made by jlink has the provider as a module, installed by name in its own java.security
 * @key once
 * @library /lib /programs
 * @build HttpsRoundTrip
 * @run main/othervm/timeout=240 JlinkImageTest
 */
import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

public class JlinkImageTest {
    public static void main(String[] arguments) throws Exception {
        Path image = Path.of("image").toAbsolutePath();
        String jars = System.getProperty("handfast.jar") + File.pathSeparator + System.getProperty("bcprov.jar");
        // Until JDK 22 elliptic curves were in a module of their own.
        boolean apart = ModuleFinder.ofSystem().find("jdk.crypto.ec").isPresent();
        String modules = "io.handfast,jdk.httpserver" + (apart ? ",jdk.crypto.ec" : "");
        int exit = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--ignore-signing-information",
                        "--module-path",
                        jars,
                        "--add-modules",
                        modules,
                        "--output",
                        image.toString());
        Expect.equal(0, exit, "exit of jlink");
        Path security = image.resolve("conf/security/java.security");
        List<String> lines = Files.readAllLines(security);
        // Handfast in the place of the JDK's TLS provider: its number stays in use.
        int replaced = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("security\\.provider\\.\\d+=SunJSSE")) {
                lines.set(i, lines.get(i).replace("SunJSSE", "Handfast"));
                replaced++;
            }
        }
        Expect.equal(1, replaced, "lines that name the JDK's provider");
        Files.write(security, lines);
        Stores stores = Stores.make();
        String output = ChildJvm.ofImage(image).options(stores.options()).run("HttpsRoundTrip");
        InstallExpectations.handfastDidIt(output, "io.handfast");
    }
}
