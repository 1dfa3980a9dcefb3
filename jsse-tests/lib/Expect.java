import java.util.Arrays;
import java.util.Objects;

/** What a test asserts; a failure is an exception that says what was expected and what was found. */
public final class Expect {
    private Expect() {}

    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }

    public static void equal(Object expected, Object found, String what) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError(what + ": expected " + expected + ", found " + found);
        }
    }

    public static void equalBytes(byte[] expected, byte[] found, String what) {
        if (!Arrays.equals(expected, found)) {
            throw new AssertionError(what + ": the bytes differ (" + expected.length + " and " + found.length + ")");
        }
    }

    /** The exception of this class that the action must throw. */
    public static <T extends Throwable> T thrown(Class<T> kind, Action action) {
        try {
            action.run();
        } catch (Throwable found) {
            if (kind.isInstance(found)) {
                return kind.cast(found);
            }
            throw new AssertionError("expected " + kind.getName() + ", found " + found, found);
        }
        throw new AssertionError("expected " + kind.getName() + ", but nothing was thrown");
    }

    public static void contains(String text, String part) {
        if (!text.contains(part)) {
            throw new AssertionError("expected '" + part + "' in:\n" + text);
        }
    }

    /** Something that may throw anything. */
    @FunctionalInterface
    public interface Action {
        void run() throws Throwable;
    }
}
