package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.engine.Probe;
import io.handfast.bench.engine.Probe.Question;
import io.handfast.bench.stack.Stack;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** {@code ./handfast bench memory}: what connections and sessions hold, and the first handshake of a JVM. */
public final class MemoryCommand {
    private static final int FIRST_HANDSHAKES = 5;
    private static final List<Stack> STACKS =
            List.of(Stack.JDK, Stack.BOUNCY_CASTLE, Stack.CONSCRYPT, Stack.NETTY, Stack.HANDFAST);

    private static final Map<Question, String> TITLES = Map.of(
            Question.IDLE_CONNECTION, "bytes of heap per idle server connection",
            Question.SESSION_12, "bytes of heap per session kept by a server, TLS 1.2",
            Question.SESSION_13, "bytes of heap per session kept by a server, TLS 1.3",
            Question.FIRST_HANDSHAKE, "milliseconds from main to the first handshake done");

    private static final List<String> RELEASES = List.of("17", "21", "25");

    private final PrintStream out;
    private final Path root;

    /** Writes under the root of the repository. */
    public MemoryCommand(PrintStream out, Path root) {
        this.out = out;
        this.root = root;
    }

    /** Asks every stack everything; 0 when all of ours was answered. */
    public int run(boolean quick) throws GeneralSecurityException, IOException {
        int connections = quick ? 300 : 2000;
        int sessions = quick ? 500 : 5000;
        Path folder = Files.createTempDirectory("handfast-bench");
        Probe.writeSite(folder);
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        STACKS.forEach(stack -> head.add(stack.title()));
        table.add(head);
        boolean complete = true;
        for (Question question : Question.values()) {
            List<String> cells = new ArrayList<>(List.of(TITLES.getOrDefault(question, "")));
            for (Stack stack : STACKS) {
                OptionalLong answer =
                        ask(question, stack, question == Question.IDLE_CONNECTION ? connections : sessions, folder);
                cells.add(answer.isPresent() ? String.format(Locale.ROOT, "%,d", answer.getAsLong()) : Table.NONE);
                complete &= answer.isPresent() || !stack.ours();
            }
            table.add(cells);
            out.println(String.join("  ", cells));
        }
        if (!quick) {
            String release = Integer.toString(Runtime.version().feature());
            Files.createDirectories(fragment(release).toAbsolutePath().getParent());
            Files.writeString(fragment(release), section(release, table, connections, sessions));
            writePage();
        }
        Files.deleteIfExists(folder.resolve("server.p12"));
        Files.deleteIfExists(folder.resolve("trust.p12"));
        Files.delete(folder);
        return complete ? 0 : 1;
    }

    /** Writes the page anew from the sections of each JDK that are there. */
    public void writePage() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Memory, and the first handshake

                Written by `./handfast bench memory`; not edited by hand.

                Heap in use after collections, with connections or sessions and without, divided by their number; what native libraries
                hold besides is not seen. TLS 1.3 sessions are kept by the server, not sealed into tickets, where a stack can do that.
                """);
        for (String release : RELEASES) {
            if (Files.exists(fragment(release))) {
                page.append('\n').append(Files.readString(fragment(release)));
            }
        }
        Files.writeString(root.resolve("docs/memory.md"), page.toString());
    }

    private Path fragment(String release) {
        return root.resolve("bench/results/memory-jdk" + release + ".md");
    }

    private static String section(String release, List<List<String>> table, int connections, int sessions) {
        return "## JDK " + release + "\n\n" + Machine.description() + "; " + LocalDate.now(ZoneOffset.UTC) + "; "
                + connections + " connections, " + sessions + " sessions.\n\n" + Table.markdown(table);
    }

    private OptionalLong ask(Question question, Stack stack, int count, Path folder) throws IOException {
        // Those without a JSSE context let nobody say how many sessions they keep.
        boolean sessions = question == Question.SESSION_12 || question == Question.SESSION_13;
        if (sessions && stack == Stack.NETTY) {
            return OptionalLong.empty();
        }
        long[] answers = new long[question == Question.FIRST_HANDSHAKE ? FIRST_HANDSHAKES : 1];
        for (int i = 0; i < answers.length; i++) {
            OptionalLong answer = fork(question, stack, count, folder);
            if (answer.isEmpty()) {
                return answer;
            }
            answers[i] = answer.getAsLong();
        }
        Arrays.sort(answers);
        return OptionalLong.of(answers[answers.length / 2]);
    }

    private static OptionalLong fork(Question question, Stack stack, int count, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-Djdk.tls.server.enableSessionTicketExtension=" + (question == Question.IDLE_CONNECTION)));
        command.addAll(stack.jvmOptions(question.setting()));
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
        command.addAll(List.of(
                Probe.class.getName(), question.name(), stack.name(), Integer.toString(count), folder.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0 || answer.isEmpty()) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(Long.parseLong(answer.substring(answer.lastIndexOf('\n') + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Arrays.stream(classPath.split(File.pathSeparator, -1))
                        .map(part -> new File(part).getAbsolutePath())
                        .toList());
    }
}
