package io.handfast.tools.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that runs beside us, its output read as it comes; closing it ends it.
 *
 * <p>What it prints can be waited for by pattern, so nobody has to guess how long it takes to start.
 */
public final class PeerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int GREETING = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder output = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Process process;
    private final String name;
    private int streamsOpen;

    private PeerProcess(Process process, String name, boolean binary) {
        this.process = process;
        this.name = name;
        this.streamsOpen = 2;
        Leftovers.add(process, process::destroyForcibly);
        listen(process.getInputStream(), binary ? this::keep : chunk -> say(output, chunk));
        listen(process.getErrorStream(), chunk -> say(errors, chunk));
    }

    /** Starts a program whose output, both streams of it, is text. */
    public static PeerProcess start(Path directory, List<String> command) throws IOException {
        return new PeerProcess(launch(directory, command), command.get(0), false);
    }

    /** Starts a program whose standard output is bytes, found in {@link #bytes()}; what it says on its error stream is text. */
    public static PeerProcess startBinary(Path directory, List<String> command) throws IOException {
        return new PeerProcess(launch(directory, command), command.get(0), true);
    }

    private static Process launch(Path directory, List<String> command) throws IOException {
        return new ProcessBuilder(command).directory(directory.toFile()).start();
    }

    /** Waits until the program has printed something that matches, on one of its streams, from the first character on. */
    public MatchResult await(Pattern pattern) throws InterruptedException, TimeoutException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (true) {
                for (String stream : List.of(output.toString(), errors.toString(), beginning())) {
                    Matcher matcher = pattern.matcher(stream);
                    if (matcher.find()) {
                        return matcher.toMatchResult();
                    }
                }
                if (streamsOpen == 0) {
                    throw new TimeoutException(name + " ended before it printed /" + pattern + "/:\n" + text());
                }
                if (left <= 0) {
                    throw new TimeoutException(name + " has not printed /" + pattern + "/:\n" + text());
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the program has printed exactly this somewhere. */
    public void await(String literal) throws InterruptedException, TimeoutException {
        await(Pattern.compile(Pattern.quote(literal)));
    }

    /** The program's standard input; the caller closes it to say that nothing more comes. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** Types this on the program's standard input. */
    public void type(String line) throws IOException {
        process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until the program has ended by itself and all it printed is here. */
    public int awaitExit() throws InterruptedException, TimeoutException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException(name + " does not end:\n" + text());
        }
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (streamsOpen > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return process.exitValue();
    }

    /** What the program has printed as text up to now: its output, then its errors. */
    public String text() {
        lock.lock();
        try {
            return output.toString() + errors;
        } finally {
            lock.unlock();
        }
    }

    /** What a binary program has put on its standard output up to now. */
    public byte[] bytes() {
        lock.lock();
        try {
            return bytes.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the program at once, if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
        Leftovers.remove(process);
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(InputStream stream, Consumer<byte[]> listener) {
        Thread thread = new Thread(() -> copy(stream, listener), name + " output");
        thread.setDaemon(true);
        thread.start();
    }

    private void copy(InputStream stream, Consumer<byte[]> listener) {
        byte[] buffer = new byte[16384];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                listener.accept(Arrays.copyOf(buffer, count));
            }
        } catch (IOException e) {
            say(errors, ("\n[" + name + ": " + e.getMessage() + "]\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.lock();
            try {
                streamsOpen--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The first bytes of a binary program, in which its greeting is. */
    private String beginning() {
        byte[] all = bytes.size() > GREETING ? new byte[0] : bytes.toByteArray();
        return new String(all, StandardCharsets.ISO_8859_1);
    }

    private void keep(byte[] chunk) {
        lock.lock();
        try {
            bytes.writeBytes(chunk);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void say(StringBuilder stream, byte[] chunk) {
        lock.lock();
        try {
            stream.append(new String(chunk, StandardCharsets.UTF_8));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
