package io.handfast.jsse;

import io.handfast.config.ClientAuthentication;
import io.handfast.jsse.trust.PeerDemands;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** SSLParameters to our settings and back; what parameters leave null stays as it was (JSSE, SSLParameters). */
final class ParametersMapping {
    private ParametersMapping() {}

    /** A fresh object with all that is set; the host that a client wants to reach is the name it asks for by default. */
    static SSLParameters of(ConnectionSettings settings, @Nullable String peerHost) {
        ExtendedParameters parameters = new ExtendedParameters(
                SuiteNames.names(settings.cipherSuites()), ProtocolNames.names(settings.versions()));
        switch (settings.clientAuthentication()) {
            case REQUIRED -> parameters.setNeedClientAuth(true);
            case WANTED -> parameters.setWantClientAuth(true);
            case NONE -> {} // as the parameters begin, so that nobody has said it
        }
        List<SNIServerName> asked = HostNames.requested(settings, peerHost);
        if (settings.serverNames != null) {
            parameters.setServerNames(settings.serverNames);
        } else if (!asked.isEmpty()) {
            parameters.setServerNames(asked);
        }
        if (!settings.matchers.isEmpty()) {
            parameters.setSNIMatchers(settings.matchers);
        }
        if (settings.constraints != null) {
            parameters.setAlgorithmConstraints(settings.constraints);
        }
        if (settings.identificationOfClients()) {
            parameters.identificationOfClients(settings.endpointIdentification());
        } else {
            parameters.setEndpointIdentificationAlgorithm(settings.endpointIdentification());
        }
        if (!settings.applicationProtocols.isEmpty()) {
            parameters.setApplicationProtocols(settings.applicationProtocols.toArray(String[]::new));
        }
        parameters.setUseCipherSuitesOrder(settings.preferLocalCipherSuites);
        if (!settings.retransmissions) {
            parameters.setEnableRetransmissions(false);
        }
        if (settings.maximumPacketSize != 0) {
            parameters.setMaximumPacketSize(settings.maximumPacketSize);
        }
        ExtendedParameters.settings(parameters, settings.chosen);
        NewerParameters.write(
                settings.chosen.find(Setting.NAMED_GROUPS).orElse(null),
                settings.chosen.find(Setting.SIGNATURE_SCHEMES).orElse(null),
                parameters);
        return parameters;
    }

    /** What those parameters demand of the peer, without the parameters. */
    static PeerDemands demands(ConnectionSettings settings) {
        return new PeerDemands(
                Optional.ofNullable(settings.endpointIdentification()),
                Optional.ofNullable(settings.constraints),
                settings.chosen.find(Setting.REVOCATION));
    }

    /**
     * Takes over what the parameters say; all of it or, when a part is not valid, nothing.
     *
     * @throws IllegalArgumentException for names that mean nothing
     */
    static void apply(SSLParameters parameters, ConnectionSettings settings) {
        String[] suites = parameters.getCipherSuites();
        String[] protocols = parameters.getProtocols();
        Settings chosen = ExtendedParameters.settingsOf(parameters).orElse(settings.chosen);
        refuseReplays(chosen);
        var parsedSuites = suites == null ? null : SuiteNames.parse(suites);
        var parsedProtocols = protocols == null ? null : ProtocolNames.parse(protocols);

        if (parsedSuites != null) {
            settings.cipherSuites(parsedSuites);
        }
        if (parsedProtocols != null) {
            settings.versions(parsedProtocols);
        }
        if (parameters.getNeedClientAuth()) {
            settings.clientAuthentication(true, ClientAuthentication.REQUIRED);
        } else {
            settings.clientAuthentication(parameters.getWantClientAuth(), ClientAuthentication.WANTED);
        }
        if (parameters.getServerNames() != null) {
            settings.serverNames = List.copyOf(parameters.getServerNames());
        }
        if (parameters.getSNIMatchers() != null) {
            settings.matchers = List.<SNIMatcher>copyOf(parameters.getSNIMatchers());
        }
        if (parameters.getAlgorithmConstraints() != null) {
            settings.constraints = parameters.getAlgorithmConstraints();
        }
        if (parameters.getEndpointIdentificationAlgorithm() != null) {
            settings.endpointIdentification(
                    parameters.getEndpointIdentificationAlgorithm(),
                    ExtendedParameters.says(parameters, ExtendedParameters.Part.ENDPOINT_IDENTIFICATION));
        }
        settings.applicationProtocols = List.of(parameters.getApplicationProtocols());
        settings.preferLocalCipherSuites = parameters.getUseCipherSuitesOrder();
        settings.retransmissions = parameters.getEnableRetransmissions();
        settings.maximumPacketSize = parameters.getMaximumPacketSize();
        settings.chosen = chosen;
    }

    /**
     * The same for parameters that come on top of others: what nobody set in them stays, so that no wish of the server's is
     * dropped unsaid.
     *
     * @throws IllegalArgumentException for names that mean nothing
     */
    static void add(SSLParameters parameters, ConnectionSettings settings) {
        ConnectionSettings before = settings.copy();
        apply(parameters, settings);
        for (ExtendedParameters.Part part : ExtendedParameters.Part.values()) {
            if (!ExtendedParameters.says(parameters, part)) {
                keep(part, before, settings);
            }
        }
    }

    private static void keep(ExtendedParameters.Part part, ConnectionSettings before, ConnectionSettings settings) {
        switch (part) {
            case CLIENT_AUTHENTICATION -> settings.clientAuthentication(true, before.clientAuthentication());
            case ENDPOINT_IDENTIFICATION -> settings.endpointIdentification(before);
            case APPLICATION_PROTOCOLS -> settings.applicationProtocols = before.applicationProtocols;
            case CIPHER_SUITES_ORDER -> settings.preferLocalCipherSuites = before.preferLocalCipherSuites;
            case RETRANSMISSIONS -> settings.retransmissions = before.retransmissions;
            case MAXIMUM_PACKET_SIZE -> settings.maximumPacketSize = before.maximumPacketSize;
        }
    }

    /** RFC 8446 §8.2: a server cannot know which early data another one has taken under the same keys. */
    private static void refuseReplays(Settings chosen) {
        if (chosen.find(Setting.MAX_EARLY_DATA_SIZE).orElse(0L) > 0
                && chosen.find(Setting.TICKET_KEYS).isPresent()) {
            throw new IllegalArgumentException(
                    "early data cannot be taken with ticket keys that several servers share: "
                            + "what one of them has taken could be replayed to another");
        }
    }
}
