package io.handfast.tools.diagram;

import java.util.Map;

/** Colours for a terminal that has them, and nothing for everything else (<a href="https://no-color.org">NO_COLOR</a>). */
public enum Style {
    PLAIN {
        @Override
        String paint(Ink ink, String text) {
            return text;
        }
    },
    COLOURED {
        @Override
        String paint(Ink ink, String text) {
            return text.isEmpty() ? text : "\u001b[" + ink.code + "m" + text + "\u001b[0m";
        }
    };

    /** What a piece of text is, so that all of a kind look the same. */
    public enum Ink {
        TITLE("1"),
        MESSAGE("1;36"),
        FIELD("2"),
        KEYS("33"),
        GOOD("1;32"),
        BAD("1;31");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    abstract String paint(Ink ink, String text);

    /** Puts the text in the colour of its kind. */
    public String of(Ink ink, String text) {
        return paint(ink, text);
    }

    /** Colours only for a person at a terminal who has not asked to be spared them. */
    public static Style of(Map<String, String> environment, boolean terminal) {
        String refused = environment.getOrDefault("NO_COLOR", "");
        boolean able = terminal && !"dumb".equals(environment.get("TERM"));
        return able && refused.isEmpty() ? COLOURED : PLAIN;
    }
}
