package io.handfast.config;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKeys;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite;
import io.handfast.trace.KeyLog;
import io.handfast.trace.TraceSink;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@link TlsConfig}, starting from {@link Defaults} or from another one (RFC 8446 §9).
 *
 * <p>The components are explained there.
 */
public final class TlsConfigBuilder {
    private Jca jca;
    private SecureRandom random;
    private EphemeralKeys ephemeralKeys;
    private List<ProtocolVersion> versions;
    private List<CipherSuite> cipherSuites;
    private List<NamedGroup> groups;
    private List<NamedGroup> keyShareGroups;
    private List<SignatureScheme> signatureSchemes;
    private List<SignatureScheme> signingSchemes;
    private List<String> applicationProtocols;
    private Optional<ApplicationProtocolSelector> applicationProtocolSelector;
    private Optional<String> serverName;
    private ServerNameFilter serverNameFilter;
    private ClientAuthentication clientAuthentication;
    private boolean preferLocalCipherSuites;
    private PeerVerifier peerVerifier;
    private CredentialSource credentials;
    private boolean middleboxCompatibility;
    private int maxHandshakeMessageSize;
    private int maxRecordContent;
    private int maxCertificateChainLength;
    private Sessions sessions;
    private ConnectionOptions options;
    private KeyLimits keyLimits;
    private KeyLog keyLog;
    private TraceSink trace;

    /** All defaults, with the three things that have none. */
    public TlsConfigBuilder(SecureRandom random, PeerVerifier peerVerifier, CredentialSource credentials) {
        this.jca = Jca.of(Jca.Source.AUTO);
        this.random = random;
        this.ephemeralKeys = new EphemeralKeys(jca, random);
        this.versions = Defaults.versions();
        this.cipherSuites = Defaults.cipherSuites();
        this.groups = Defaults.groups();
        this.keyShareGroups = Defaults.keyShareGroups();
        this.signatureSchemes = Defaults.signatureSchemes();
        this.signingSchemes = Defaults.signatureSchemes();
        this.applicationProtocols = List.of();
        this.applicationProtocolSelector = Optional.empty();
        this.serverName = Optional.empty();
        this.serverNameFilter = ServerNameFilter.ANY;
        this.clientAuthentication = ClientAuthentication.NONE;
        this.preferLocalCipherSuites = true;
        this.peerVerifier = peerVerifier;
        this.credentials = credentials;
        this.middleboxCompatibility = true;
        this.maxHandshakeMessageSize = Defaults.MAX_HANDSHAKE_MESSAGE_SIZE;
        this.maxRecordContent = Defaults.MAX_RECORD_CONTENT;
        this.maxCertificateChainLength = Defaults.MAX_CERTIFICATE_CHAIN_LENGTH;
        this.sessions = Sessions.none();
        this.options = ConnectionOptions.DEFAULTS;
        this.keyLimits = KeyLimits.NONE;
        this.keyLog = KeyLog.NONE;
        this.trace = TraceSink.NONE;
    }

    /** All as in another configuration. */
    public TlsConfigBuilder(TlsConfig config) {
        jca = config.jca();
        random = config.random();
        ephemeralKeys = config.ephemeralKeys();
        versions = config.versions();
        cipherSuites = config.cipherSuites();
        groups = config.groups();
        keyShareGroups = config.keyShareGroups();
        signatureSchemes = config.signatureSchemes();
        signingSchemes = config.signingSchemes();
        applicationProtocols = config.applicationProtocols();
        applicationProtocolSelector = config.applicationProtocolSelector();
        serverName = config.serverName();
        serverNameFilter = config.serverNameFilter();
        clientAuthentication = config.clientAuthentication();
        preferLocalCipherSuites = config.preferLocalCipherSuites();
        peerVerifier = config.peerVerifier();
        credentials = config.credentials();
        middleboxCompatibility = config.middleboxCompatibility();
        maxHandshakeMessageSize = config.maxHandshakeMessageSize();
        maxRecordContent = config.maxRecordContent();
        maxCertificateChainLength = config.maxCertificateChainLength();
        sessions = config.sessions();
        options = config.options();
        keyLimits = config.keyLimits();
        keyLog = config.keyLog();
        trace = config.trace();
    }

    public TlsConfigBuilder jca(Jca value) {
        jca = value;
        ephemeralKeys = new EphemeralKeys(jca, random);
        return this;
    }

    public TlsConfigBuilder random(SecureRandom value) {
        random = value;
        ephemeralKeys = new EphemeralKeys(jca, random);
        return this;
    }

    public TlsConfigBuilder versions(List<ProtocolVersion> value) {
        versions = value;
        return this;
    }

    public TlsConfigBuilder cipherSuites(List<CipherSuite> value) {
        cipherSuites = value;
        return this;
    }

    public TlsConfigBuilder groups(List<NamedGroup> value) {
        groups = value;
        return this;
    }

    public TlsConfigBuilder keyShareGroups(List<NamedGroup> value) {
        keyShareGroups = value;
        return this;
    }

    public TlsConfigBuilder signatureSchemes(List<SignatureScheme> value) {
        signatureSchemes = value;
        return this;
    }

    public TlsConfigBuilder signingSchemes(List<SignatureScheme> value) {
        signingSchemes = value;
        return this;
    }

    public TlsConfigBuilder applicationProtocols(List<String> value) {
        applicationProtocols = value;
        return this;
    }

    public TlsConfigBuilder applicationProtocolSelector(Optional<ApplicationProtocolSelector> value) {
        applicationProtocolSelector = value;
        return this;
    }

    public TlsConfigBuilder serverName(Optional<String> value) {
        serverName = value;
        return this;
    }

    public TlsConfigBuilder serverNameFilter(ServerNameFilter value) {
        serverNameFilter = value;
        return this;
    }

    public TlsConfigBuilder clientAuthentication(ClientAuthentication value) {
        clientAuthentication = value;
        return this;
    }

    public TlsConfigBuilder preferLocalCipherSuites(boolean value) {
        preferLocalCipherSuites = value;
        return this;
    }

    public TlsConfigBuilder peerVerifier(PeerVerifier value) {
        peerVerifier = value;
        return this;
    }

    public TlsConfigBuilder credentials(CredentialSource value) {
        credentials = value;
        return this;
    }

    public TlsConfigBuilder middleboxCompatibility(boolean value) {
        middleboxCompatibility = value;
        return this;
    }

    public TlsConfigBuilder maxHandshakeMessageSize(int value) {
        maxHandshakeMessageSize = value;
        return this;
    }

    /**
     * Limits what a record carries.
     *
     * @throws IllegalArgumentException outside of 64 to 2^14 bytes (RFC 8449 §4)
     */
    public TlsConfigBuilder maxRecordContent(int value) {
        if (value < Defaults.MIN_RECORD_CONTENT || value > Defaults.MAX_RECORD_CONTENT) {
            throw new IllegalArgumentException("a record may be limited to 64 to 2^14 bytes, not to " + value);
        }
        maxRecordContent = value;
        return this;
    }

    public TlsConfigBuilder maxCertificateChainLength(int value) {
        maxCertificateChainLength = value;
        return this;
    }

    public TlsConfigBuilder sessions(Sessions value) {
        sessions = value;
        return this;
    }

    public TlsConfigBuilder options(ConnectionOptions value) {
        options = value;
        return this;
    }

    public TlsConfigBuilder keyLimits(KeyLimits value) {
        keyLimits = value;
        return this;
    }

    public TlsConfigBuilder keyLog(KeyLog value) {
        keyLog = value;
        return this;
    }

    public TlsConfigBuilder trace(TraceSink value) {
        trace = value;
        return this;
    }

    public TlsConfig build() {
        return new TlsConfig(
                jca,
                random,
                ephemeralKeys,
                versions,
                cipherSuites,
                groups,
                keyShareGroups,
                signatureSchemes,
                signingSchemes,
                applicationProtocols,
                applicationProtocolSelector,
                serverName,
                serverNameFilter,
                clientAuthentication,
                preferLocalCipherSuites,
                peerVerifier,
                credentials,
                middleboxCompatibility,
                maxHandshakeMessageSize,
                maxRecordContent,
                maxCertificateChainLength,
                sessions,
                options,
                keyLimits,
                keyLog,
                trace);
    }
}
