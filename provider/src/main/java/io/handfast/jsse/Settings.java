package io.handfast.jsse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The choices made beyond SSLParameters; what was not chosen is absent; immutable (JSSE, SSLParameters). */
public final class Settings {
    private static final Settings NONE = new Settings(Map.of());

    private final Map<Setting<?>, Object> chosen;

    private Settings(Map<Setting<?>, Object> chosen) {
        this.chosen = chosen;
    }

    /** Nothing chosen. */
    public static Settings none() {
        return NONE;
    }

    private static Settings of(Map<Setting<?>, Object> chosen) {
        return chosen.isEmpty() ? NONE : new Settings(Map.copyOf(chosen));
    }

    /** What was chosen, if anything was. */
    public <T> Optional<T> find(Setting<T> setting) {
        Object value = chosen.get(setting);
        return value == null ? Optional.empty() : Optional.of(setting.value(value));
    }

    /** Whether something was chosen for this. */
    boolean has(Setting<?> setting) {
        return chosen.containsKey(setting);
    }

    /** Whether nothing was chosen. */
    boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** The same with another choice; null takes the choice back. */
    public <T> Settings with(Setting<T> setting, @Nullable T value) {
        Object before = chosen.get(setting);
        if (before == null ? value == null : before.equals(value)) {
            return this;
        }
        Map<Setting<?>, Object> changed = new HashMap<>(chosen);
        if (value == null) {
            changed.remove(setting);
        } else {
            changed.put(setting, value);
        }
        return of(changed);
    }

    /** These choices, and where nothing is chosen those of another. */
    public Settings orElse(Settings other) {
        if (chosen.isEmpty() || other.chosen.isEmpty()) {
            return chosen.isEmpty() ? other : this;
        }
        Map<Setting<?>, Object> joined = new HashMap<>(other.chosen);
        joined.putAll(chosen);
        return of(joined);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings settings && settings.chosen.equals(chosen);
    }

    @Override
    public int hashCode() {
        return chosen.hashCode();
    }

    /** Names what is chosen, but not how: a value may be a secret. */
    @Override
    public String toString() {
        return chosen.keySet().toString();
    }
}
