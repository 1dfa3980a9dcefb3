package io.handfast.jsse;

import io.handfast.config.RevocationPolicy;
import io.handfast.jsse.trust.RevocationChoice;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * SSLParameters that carry our {@link Settings} along (JSSE, SSLParameters).
 *
 * <p>Programs know them as {@code io.handfast.HandfastParameters}; engines and sockets hand out plain ones of this class, so
 * that nothing is lost when the parameters of one connection are given to another.
 */
public class ExtendedParameters extends SSLParameters implements RevocationChoice {
    private Settings settings = Settings.none();

    protected ExtendedParameters() {}

    ExtendedParameters(String[] cipherSuites, String[] protocols) {
        super(cipherSuites, protocols);
    }

    /**
     * The settings that parameters of any class carry; where a newer JDK has a place for one, what stands there.
     *
     * @throws IllegalArgumentException for lists that name something twice
     */
    static Settings settingsOf(SSLParameters parameters) {
        Settings carried = parameters instanceof ExtendedParameters extended ? extended.settings : Settings.none();
        List<String> groups = NewerParameters.namedGroups(parameters);
        if (groups != null) {
            carried = carried.with(Setting.NAMED_GROUPS, groups);
        }
        List<String> schemes = NewerParameters.signatureSchemes(parameters);
        return schemes == null ? carried : carried.with(Setting.SIGNATURE_SCHEMES, schemes);
    }

    static void settings(SSLParameters parameters, Settings settings) {
        if (parameters instanceof ExtendedParameters extended) {
            extended.settings = settings;
        }
    }

    @Override
    public final Optional<RevocationPolicy> chosenRevocation() {
        return settings.find(Setting.REVOCATION);
    }

    /** What was chosen for one of ours. */
    protected final <T> Optional<T> chosen(Setting<T> setting) {
        return settings.find(setting);
    }

    /** Chooses one of ours; null takes the choice back. */
    protected final <T> void choose(Setting<T> setting, @Nullable T value) {
        settings = settings.with(setting, value);
    }

    /** Chooses all that other parameters carry. */
    protected final void chooseAsIn(SSLParameters other) {
        settings = settingsOf(other);
    }
}
