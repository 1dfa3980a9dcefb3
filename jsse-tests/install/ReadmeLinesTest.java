/*
 * @test
 * @summary the lines that the README shows for the three installs work as they stand there
 * @key once
 * @library /lib /programs
 * @build HttpsRoundTrip ProvidersProgram
 * @run main/othervm/timeout=240 ReadmeLinesTest
 */
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

public class ReadmeLinesTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);

    public static void main(String[] arguments) throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("test.root"), "..", "README.md"));
        int begin = readme.indexOf("## Install it, three ways");
        String section = readme.substring(begin, readme.indexOf("\n## ", begin + 1));
        List<String> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(section); block.find(); ) {
            blocks.add(block.group(2));
        }
        Expect.equal(3, blocks.size(), "blocks of lines");
        Stores stores = Stores.make();

        // The first: a file with these lines, and nothing else of ours.
        Path file = Path.of("readme.security").toAbsolutePath();
        Files.writeString(file, blocks.get(0));
        String option = "-Djava.security.properties=" + file;
        Expect.contains(section, "-Djava.security.properties=FILE");
        for (boolean modules : new boolean[] {false, true}) {
            ChildJvm jvm = modules ? ChildJvm.onModulePath() : ChildJvm.onClassPath();
            String output = jvm.options(stores.options()).option(option).run("HttpsRoundTrip");
            InstallExpectations.handfastDidIt(output, modules ? "io.handfast" : "null");
        }
        // What the JDK brings along is still there, such as Kerberos.
        Set<String> expected = new TreeSet<>(
                ChildJvm.onClassPath().run("ProvidersProgram").lines().toList());
        Expect.equal(true, expected.contains("SunJGSS"), "the JDK has Kerberos in " + expected);
        expected.add("Handfast");
        Set<String> found = new TreeSet<>(
                ChildJvm.onClassPath().option(option).run("ProvidersProgram").lines().toList());
        Expect.equal(expected, found, "providers with the lines");
        Files.writeString(
                file,
                blocks.get(0)
                        .replace("=Handfast", "=io.handfast.HandfastProvider"));
        InstallExpectations.handfastDidIt(
                ChildJvm.onClassPath().options(stores.options()).option(option).run("HttpsRoundTrip"), "null");

        // The second and the third: the lines in a program.
        Path programs = Files.createDirectories(Path.of("readme")).toAbsolutePath();
        compile(programs, "ReadmeInserted", blocks.get(1) + "HttpsRoundTrip.exchange(SSLContext.getDefault());\n");
        compile(
                programs,
                "ReadmeNamed",
                blocks.get(2) + "context.init(null, null, null);\nHttpsRoundTrip.exchange(context);\n");
        for (String program : List.of("ReadmeInserted", "ReadmeNamed")) {
            String output = ChildJvm.onClassPath()
                    .alsoFrom(programs)
                    .options(stores.options())
                    .run(program);
            InstallExpectations.handfastDidIt(output, "null");
        }
    }

    private static void compile(Path folder, String name, String lines) throws Exception {
        Path source = folder.resolve(name + ".java");
        Files.writeString(
                source,
                "import java.security.Security;\nimport javax.net.ssl.SSLContext;\n\npublic class " + name
                        + " {\n    public static void main(String[] arguments) throws Exception {\n" + lines
                        + "    }\n}\n");
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        System.out,
                        System.err,
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("test.class.path") + File.pathSeparator + System.getProperty("handfast.jar"),
                        source.toString());
        Expect.equal(0, exit, "exit of the compiler for\n" + Files.readString(source));
    }
}
