package io.handfast.jsse;

import io.handfast.config.ClientAuthentication;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.wire.Bytes;
import java.security.AlgorithmConstraints;
import java.util.List;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import org.jspecify.annotations.Nullable;

/**
 * What a program has asked of one engine or socket so far (SSLParameters and the setters beside it).
 *
 * <p>Mutable and not thread-safe: its owner's lock guards it. The handshake works from an immutable snapshot of it.
 */
final class ConnectionSettings {
    private final ContextDefaults defaults;
    private boolean clientMode;
    private boolean modeChosen;

    /** Null means the default of the role, so that it follows a change of mode. */
    private @Nullable List<ProtocolVersion> versions;

    private @Nullable List<CipherSuite> cipherSuites;

    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private boolean sessionCreation = true;

    @Nullable
    List<SNIServerName> serverNames;

    List<SNIMatcher> matchers = List.of();

    @Nullable
    AlgorithmConstraints constraints;

    private @Nullable String endpointIdentification;

    /** Whether the identification is what the context has its clients check, so that it is no server's. */
    private boolean identificationOfClients;

    List<String> applicationProtocols = List.of();
    boolean preferLocalCipherSuites = true;
    boolean retransmissions = true;
    int maximumPacketSize;

    /** What has no place in the SSLParameters of every JDK. */
    Settings chosen;

    ConnectionSettings(ContextDefaults defaults) {
        this.defaults = defaults;
        this.chosen = defaults.settings();
    }

    /** What a client sends early; for this connection alone, so that no copy has it. */
    Bytes earlyData = Bytes.empty();

    /** The same wishes for another connection, as an accepted socket has those of its server socket. */
    ConnectionSettings copy() {
        ConnectionSettings copy = new ConnectionSettings(defaults);
        copy.clientMode = clientMode;
        copy.modeChosen = modeChosen;
        copy.versions = versions;
        copy.cipherSuites = cipherSuites;
        copy.clientAuthentication = clientAuthentication;
        copy.sessionCreation = sessionCreation;
        copy.serverNames = serverNames;
        copy.matchers = matchers;
        copy.constraints = constraints;
        copy.endpointIdentification(this);
        copy.applicationProtocols = applicationProtocols;
        copy.preferLocalCipherSuites = preferLocalCipherSuites;
        copy.retransmissions = retransmissions;
        copy.maximumPacketSize = maximumPacketSize;
        copy.chosen = chosen;
        return copy;
    }

    boolean clientMode() {
        return clientMode;
    }

    boolean modeChosen() {
        return modeChosen;
    }

    void clientMode(boolean client) {
        clientMode = client;
        modeChosen = true;
    }

    List<ProtocolVersion> versions() {
        return versions == null ? defaults.role(clientMode).versions() : versions;
    }

    void versions(List<ProtocolVersion> wanted) {
        versions = wanted;
    }

    List<CipherSuite> cipherSuites() {
        return cipherSuites == null ? defaults.role(clientMode).cipherSuites() : cipherSuites;
    }

    void cipherSuites(List<CipherSuite> wanted) {
        cipherSuites = wanted;
    }

    ClientAuthentication clientAuthentication() {
        return clientAuthentication;
    }

    /** "Need" and "want" exclude each other: setting one, even to false, takes back the other. */
    void clientAuthentication(boolean wish, ClientAuthentication kind) {
        clientAuthentication = wish ? kind : ClientAuthentication.NONE;
    }

    /** How the peer's name is checked; null for not at all. */
    @Nullable
    String endpointIdentification() {
        return isServer() && identificationOfClients ? null : endpointIdentification;
    }

    /** Whether that is what a context has its clients check; a server passes over it. */
    boolean identificationOfClients() {
        return identificationOfClients;
    }

    private boolean isServer() {
        return modeChosen && !clientMode;
    }

    /**
     * Has the peer's name checked.
     *
     * @param said whether somebody wants it of this connection; otherwise it is a context's, and takes nothing from what a server
     *     was told itself
     */
    void endpointIdentification(String algorithm, boolean said) {
        boolean ownAlready = endpointIdentification != null && !identificationOfClients;
        if (said) {
            endpointIdentification = algorithm;
            identificationOfClients = false;
        } else if (!ownAlready || !isServer() && !algorithm.equals(endpointIdentification)) {
            endpointIdentification = algorithm;
            identificationOfClients = true;
        }
    }

    /** The same check as another connection's. */
    void endpointIdentification(ConnectionSettings other) {
        endpointIdentification = other.endpointIdentification;
        identificationOfClients = other.identificationOfClients;
    }

    /** These are what all connections of a context begin with. */
    void ofContext() {
        identificationOfClients = true;
    }

    /**
     * Offers early data.
     *
     * @param begun whether the handshake has begun
     * @throws IllegalStateException if it is too late for that, or a server's
     */
    void offerEarlyData(byte[] content, boolean begun) {
        if (begun) {
            throw new IllegalStateException("early data must be given before the handshake begins");
        }
        if (!modeChosen || !clientMode) {
            throw new IllegalStateException("only a client sends early data; see setUseClientMode");
        }
        earlyData = Bytes.copyOf(content);
    }

    boolean sessionCreation() {
        return sessionCreation;
    }

    void sessionCreation(boolean allowed) {
        sessionCreation = allowed;
    }
}
