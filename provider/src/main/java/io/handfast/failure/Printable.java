package io.handfast.failure;

import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/** Text of a stranger's, made fit for a message: nothing in it can move a terminal's cursor, forge a line, or fill a log. */
public final class Printable {
    private static final int LONGEST = 253;

    private Printable() {}

    /** The text with all but letters, digits, ASCII punctuation and spaces shown as {@code \\uXXXX}, cut after 253 characters. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** As {@link #of(String)}, cut after this many characters. */
    public static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() >= longest) {
                return shown.append('…').toString();
            }
            char each = text.charAt(i);
            if (each >= ' ' && each < 0x7f || each > 0x9f && Character.isLetterOrDigit(each)) {
                shown.append(each);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
            }
        }
        return shown.toString();
    }

    /** A distinguished name as people know it. */
    public static String of(X500Principal name) {
        String text = name.toString();
        return text.isEmpty() ? "(no name)" : of(text);
    }
}
