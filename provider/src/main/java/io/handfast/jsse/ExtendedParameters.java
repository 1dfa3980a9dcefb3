package io.handfast.jsse;

import io.handfast.config.RevocationPolicy;
import io.handfast.jsse.trust.RevocationChoice;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * SSLParameters that carry our {@link Settings} along (JSSE, SSLParameters).
 *
 * <p>Programs know them as {@code io.handfast.HandfastParameters}; engines and sockets hand out plain ones of this class, so
 * that nothing is lost when the parameters of one connection are given to another.
 */
public class ExtendedParameters extends SSLParameters implements RevocationChoice {
    /** The parameters whose value alone does not tell whether somebody set them: most because they cannot be null. */
    enum Part {
        CLIENT_AUTHENTICATION,
        ENDPOINT_IDENTIFICATION,
        APPLICATION_PROTOCOLS,
        CIPHER_SUITES_ORDER,
        RETRANSMISSIONS,
        MAXIMUM_PACKET_SIZE
    }

    private final Set<Part> said = EnumSet.noneOf(Part.class);
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

    /**
     * Whether somebody set this part. Of plain parameters a value other than the default tells; so it is with the order of suites
     * in ours too, whose setter is final. An identification in ours that nobody set is what a context has its clients check.
     */
    static boolean says(SSLParameters parameters, Part part) {
        boolean differs = switch (part) {
            case CLIENT_AUTHENTICATION -> parameters.getNeedClientAuth() || parameters.getWantClientAuth();
            case ENDPOINT_IDENTIFICATION ->
                parameters.getEndpointIdentificationAlgorithm() != null && !(parameters instanceof ExtendedParameters);
            case APPLICATION_PROTOCOLS -> parameters.getApplicationProtocols().length > 0;
            case CIPHER_SUITES_ORDER -> parameters.getUseCipherSuitesOrder();
            case RETRANSMISSIONS -> !parameters.getEnableRetransmissions();
            case MAXIMUM_PACKET_SIZE -> parameters.getMaximumPacketSize() != 0;
        };
        return differs || parameters instanceof ExtendedParameters extended && extended.said.contains(part);
    }

    @Override
    public final void setNeedClientAuth(boolean need) {
        super.setNeedClientAuth(need);
        said.add(Part.CLIENT_AUTHENTICATION);
    }

    @Override
    public final void setWantClientAuth(boolean want) {
        super.setWantClientAuth(want);
        said.add(Part.CLIENT_AUTHENTICATION);
    }

    @Override
    public final void setEndpointIdentificationAlgorithm(@Nullable String algorithm) {
        super.setEndpointIdentificationAlgorithm(algorithm);
        said.add(Part.ENDPOINT_IDENTIFICATION);
    }

    /** Takes over what a context has its clients check, which nobody has said of this connection. */
    final void identificationOfClients(@Nullable String algorithm) {
        super.setEndpointIdentificationAlgorithm(algorithm);
        said.remove(Part.ENDPOINT_IDENTIFICATION);
    }

    @Override
    public final void setApplicationProtocols(String[] protocols) {
        super.setApplicationProtocols(protocols);
        said.add(Part.APPLICATION_PROTOCOLS);
    }

    @Override
    public final void setEnableRetransmissions(boolean enable) {
        super.setEnableRetransmissions(enable);
        said.add(Part.RETRANSMISSIONS);
    }

    @Override
    public final void setMaximumPacketSize(int size) {
        super.setMaximumPacketSize(size);
        said.add(Part.MAXIMUM_PACKET_SIZE);
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

    /** Chooses all that other parameters carry, and counts as said what was said in them. */
    protected final void chooseAsIn(SSLParameters other) {
        settings = settingsOf(other);
        said.clear();
        for (Part part : Part.values()) {
            if (says(other, part)) {
                said.add(part);
            }
        }
    }
}
