package io.handfast.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a disabled-algorithms property: a name, and the conditions that must all hold for it to count.
 *
 * @param text the entry as it was written, for messages
 * @param name the algorithm's name in lower case; {@code *} in a suite's name stands for any characters
 */
record DisabledAlgorithm(String text, String name, Optional<Pattern> wildcard, List<Condition> conditions) {
    private static final Pattern KEY_SIZE = Pattern.compile("keysize\\s*(<=|<|==|!=|>=|>)\\s*(\\d{1,6})");

    /** As the platform writes it; a formatter of {@code java.time} costs a program's first handshake some fifty classes. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");

    /** Something that must hold, besides the name, for an entry to count. */
    private interface Condition {
        boolean holds(AlgorithmQuestion question, Instant now);
    }

    private record KeySize(String operator, int limit) implements Condition {
        @Override
        public boolean holds(AlgorithmQuestion question, Instant now) {
            OptionalInt size = question.keySize();
            if (size.isEmpty()) {
                return false;
            }
            int bits = size.getAsInt();
            return switch (operator) {
                case "<" -> bits < limit;
                case "<=" -> bits <= limit;
                case "==" -> bits == limit;
                case "!=" -> bits != limit;
                case ">=" -> bits >= limit;
                default -> bits > limit;
            };
        }
    }

    private record PlatformAnchor() implements Condition {
        @Override
        public boolean holds(AlgorithmQuestion question, Instant now) {
            return question.platformAnchor();
        }
    }

    private record DenyAfter(Instant limit) implements Condition {
        @Override
        public boolean holds(AlgorithmQuestion question, Instant now) {
            return !now.isBefore(limit);
        }
    }

    private record Usage(Set<AlgorithmUsage> usages) implements Condition {
        @Override
        public boolean holds(AlgorithmQuestion question, Instant now) {
            return !Collections.disjoint(question.usages(), usages);
        }
    }

    /**
     * Reads one entry.
     *
     * @return empty when it has a constraint that we do not know, and therefore says something we cannot apply
     */
    static Optional<DisabledAlgorithm> parse(String entry) {
        String text = entry.strip();
        String[] nameAndRest = text.split("\\s+", 2);
        String name = nameAndRest[0].toLowerCase(Locale.ROOT);
        List<Condition> conditions = new ArrayList<>();
        if (nameAndRest.length == 2) {
            for (String constraint : nameAndRest[1].split("&", -1)) {
                Optional<Condition> condition = condition(constraint.strip().toLowerCase(Locale.ROOT));
                if (condition.isEmpty()) {
                    return Optional.empty();
                }
                conditions.add(condition.get());
            }
        }
        return Optional.of(new DisabledAlgorithm(text, name, wildcard(name), List.copyOf(conditions)));
    }

    private static Optional<Pattern> wildcard(String name) {
        if (!name.startsWith("tls_") || name.indexOf('*') < 0) {
            return Optional.empty();
        }
        StringBuilder pattern = new StringBuilder();
        for (String literal : name.split("\\*", -1)) {
            pattern.append(pattern.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return Optional.of(Pattern.compile(pattern.toString()));
    }

    private static Optional<Condition> condition(String constraint) {
        Matcher keySize = KEY_SIZE.matcher(constraint);
        if (keySize.matches()) {
            return Optional.of(new KeySize(keySize.group(1), Integer.parseInt(keySize.group(2))));
        }
        if (constraint.equals("jdkca")) {
            return Optional.of(new PlatformAnchor());
        }
        if (constraint.startsWith("denyafter ")) {
            return denyAfter(constraint.substring("denyafter ".length()).strip());
        }
        if (constraint.startsWith("usage ")) {
            return usage(constraint.substring("usage ".length()).strip());
        }
        return Optional.empty();
    }

    private static Optional<Condition> denyAfter(String date) {
        Matcher parts = DATE.matcher(date);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            Instant limit = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            return Optional.of(new DenyAfter(limit));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static Optional<Condition> usage(String names) {
        Set<AlgorithmUsage> usages = EnumSet.noneOf(AlgorithmUsage.class);
        for (String name : names.split("\\s+", -1)) {
            Optional<AlgorithmUsage> usage = AlgorithmUsage.named(name);
            if (usage.isEmpty()) {
                return Optional.empty();
            }
            usages.add(usage.get());
        }
        return Optional.of(new Usage(usages));
    }

    boolean disables(AlgorithmQuestion question, Instant now) {
        if (!mentions(question.names())) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(question, now)) {
                return false;
            }
        }
        return true;
    }

    private boolean mentions(Set<String> names) {
        if (wildcard.isEmpty()) {
            return names.contains(name);
        }
        for (String each : names) {
            if (wildcard.get().matcher(each).matches()) {
                return true;
            }
        }
        return false;
    }
}
