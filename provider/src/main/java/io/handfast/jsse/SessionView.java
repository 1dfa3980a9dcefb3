package io.handfast.jsse;

import io.handfast.config.HandshakeFacts;
import io.handfast.connection.Exports;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.trust.CertificateSchemes;
import io.handfast.jsse.trust.StatusAsking;
import io.handfast.record.RecordHeader;
import io.handfast.suite.CipherSuite;
import io.handfast.wire.Bytes;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a connection as JSSE shows them: to callbacks while the handshake goes on, to the program afterwards
 * (JSSE, ExtendedSSLSession).
 *
 * <p>One object serves both, so that what a trust manager stores with {@code putValue} is there later. Thread-safe.
 */
public final class SessionView extends ExtendedSSLSession implements CertificateSchemes, StatusAsking {
    /** The cipher suite and protocol of a session that does not exist yet. */
    private static final String NO_SUITE = "SSL_NULL_WITH_NULL_NULL";

    private static final String NO_PROTOCOL = "NONE";

    /** The largest record any version allows: 2^14 bytes, an expansion of 2048 and the header (RFC 5246 §6.2.3). */
    static final int PACKET_BUFFER_SIZE = RecordHeader.LENGTH + RecordHeader.MAX_PLAINTEXT + 2048;

    /** The most that one record carries, and room for its type, its tag and padding: it can be opened where it is to be. */
    private static final int APPLICATION_BUFFER_SIZE = RecordHeader.MAX_PLAINTEXT + 256;

    private static final AtomicReferenceFieldUpdater<SessionView, @Nullable SessionValues> VALUES =
            AtomicReferenceFieldUpdater.newUpdater(SessionView.class, SessionValues.class, "values");

    private final Supplier<HandshakeFacts> facts;
    private final Exports exports;
    private final boolean client;
    private volatile @Nullable SessionContext context;
    private final @Nullable String peerHost;
    private final int peerPort;
    private final List<SNIServerName> requestedNames;
    private volatile List<SignatureScheme> localSchemes;
    private volatile Optional<List<SignatureScheme>> chainSchemes;
    private final long creationTime = System.currentTimeMillis();
    private volatile boolean invalidated;

    /** Null until a program puts something there or looks for it, which few do. */
    private volatile @Nullable SessionValues values;

    /**
     * A view that follows the facts.
     *
     * @param client whose end the connection is
     * @param exports what the connection's keys give to others
     * @param requestedNames the names that this client asked for; a server's come from the facts
     * @param localSchemes the signature schemes that we verify
     * @param chainSchemes those that we take in certificates, if that was said apart
     */
    SessionView(
            Supplier<HandshakeFacts> facts,
            boolean client,
            Exports exports,
            SessionContext context,
            @Nullable String peerHost,
            int peerPort,
            List<SNIServerName> requestedNames,
            List<SignatureScheme> localSchemes,
            Optional<List<SignatureScheme>> chainSchemes) {
        this.facts = facts;
        this.exports = exports;
        this.client = client;
        this.context = context;
        this.peerHost = peerHost;
        this.peerPort = peerPort;
        this.requestedNames = List.copyOf(requestedNames);
        this.localSchemes = List.copyOf(localSchemes);
        this.chainSchemes = chainSchemes;
    }

    private SessionView() {
        facts = HandshakeFacts::nothing;
        exports = new Exports();
        client = true;
        context = null;
        peerHost = null;
        peerPort = -1;
        requestedNames = List.of();
        localSchemes = List.of();
        chainSchemes = Optional.empty();
        invalidated = true;
    }

    /** What stands for a session before there is one: valid for nothing. */
    static SessionView nothing() {
        return new SessionView();
    }

    /**
     * The connection belongs to another context, and verifies other schemes, from here on.
     *
     * @param schemes the signature schemes that we verify
     * @param inChains those that we take in certificates, if that was said apart
     */
    void goOnWith(SessionContext other, List<SignatureScheme> schemes, Optional<List<SignatureScheme>> inChains) {
        context = other;
        localSchemes = List.copyOf(schemes);
        chainSchemes = inChains;
    }

    /** All that is known so far. */
    public HandshakeFacts facts() {
        return facts.get();
    }

    @Override
    public byte[] getId() {
        return facts.get().sessionId().toArray();
    }

    /** None once the session is invalidated: nobody will find it there again. */
    @Override
    public @Nullable SSLSessionContext getSessionContext() {
        return isValid() ? context : null;
    }

    @Override
    public long getCreationTime() {
        return facts.get().sessionCreatedAt().map(Instant::toEpochMilli).orElse(creationTime);
    }

    @Override
    public long getLastAccessedTime() {
        return creationTime;
    }

    @Override
    public void invalidate() {
        invalidated = true;
        if (context != null) {
            context.invalidate(facts.get().sessionId());
        }
    }

    @Override
    public boolean isValid() {
        // Another connection of the same session may have ended it.
        return !invalidated
                && (context == null || !context.isInvalidated(facts.get().sessionId()));
    }

    @Override
    public void putValue(String name, Object value) {
        KeptValues.Key key = key();
        if (context != null && key != null && isValid()) {
            values = context.values().keep(key, own());
        }
        values().put(this, name, value);
    }

    @Override
    public @Nullable Object getValue(String name) {
        return values().get(name);
    }

    @Override
    public void removeValue(String name) {
        values().remove(this, name);
    }

    @Override
    public String[] getValueNames() {
        return values().names();
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        return peerChain().toArray(X509Certificate[]::new);
    }

    @Override
    public Certificate @Nullable [] getLocalCertificates() {
        List<X509Certificate> chain = facts.get().localCertificates();
        return chain.isEmpty() ? null : chain.toArray(X509Certificate[]::new);
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return peerChain().get(0).getSubjectX500Principal();
    }

    @Override
    public @Nullable Principal getLocalPrincipal() {
        List<X509Certificate> chain = facts.get().localCertificates();
        return chain.isEmpty() ? null : chain.get(0).getSubjectX500Principal();
    }

    @Override
    public String getCipherSuite() {
        return facts.get().cipherSuite().map(CipherSuite::ianaName).orElse(NO_SUITE);
    }

    @Override
    public String getProtocol() {
        Optional<ProtocolVersion> version = facts.get().version();
        return version.isPresent() ? version.get().protocolName() : NO_PROTOCOL;
    }

    @Override
    public @Nullable String getPeerHost() {
        return peerHost;
    }

    @Override
    public int getPeerPort() {
        return peerPort;
    }

    @Override
    public int getPacketBufferSize() {
        return PACKET_BUFFER_SIZE;
    }

    @Override
    public int getApplicationBufferSize() {
        return APPLICATION_BUFFER_SIZE;
    }

    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        // To trust managers of other makers this is what may stand in a chain.
        return SchemeNames.of(chainSchemes.orElse(localSchemes));
    }

    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        return SchemeNames.of(SchemeNames.known(facts.get().peerSignatureAlgorithms()));
    }

    @Override
    public CodePoints verifiedInHandshakes() {
        return facts.get().peerSignatureAlgorithms();
    }

    @Override
    public CodePoints verifiedInCertificates() {
        return facts.get().peerSignatureAlgorithmsCert();
    }

    @Override
    public List<SignatureScheme> verifiedByPeer() {
        return SchemeNames.known(facts.get().peerSignatureAlgorithmsCert());
    }

    @Override
    public List<SignatureScheme> signedWith() {
        return facts.get().signingSchemes();
    }

    @Override
    public Optional<List<SignatureScheme>> acceptedFromPeer() {
        return chainSchemes;
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        if (!requestedNames.isEmpty()) {
            return requestedNames;
        }
        Optional<String> name = facts.get().serverName();
        return name.isPresent() ? HostNames.sniList(name.get()) : List.of();
    }

    /** In the chain's order: one of no length stands for a certificate without, but only before others; copies. */
    @Override
    public List<byte[]> getStatusResponses() {
        List<Bytes> responses = facts.get().statusResponses().orElse(List.of());
        int count = responses.size();
        while (count > 0 && responses.get(count - 1).isEmpty()) {
            count--;
        }
        return count == 0
                ? List.of()
                : responses.subList(0, count).stream().map(Bytes::toArray).toList();
    }

    @Override
    public boolean askedForStatus() {
        return facts.get().statusResponses().isPresent();
    }

    /**
     * Keying material for use outside of TLS, as {@code ExtendedSSLSession} has it since JDK 25 (RFC 5705, RFC 8446 §7.5).
     *
     * @throws SSLKeyException if the connection's keys must not be used for this
     */
    public byte[] exportKeyingMaterialData(String label, byte @Nullable [] optionalContext, int length)
            throws SSLKeyException {
        return keyingMaterial().export(label, optionalContext, length);
    }

    /**
     * The same as a key, as {@code ExtendedSSLSession} has it since JDK 25.
     *
     * @throws SSLKeyException if the connection's keys must not be used for this
     */
    public SecretKey exportKeyingMaterialKey(
            String algorithm, String label, byte @Nullable [] optionalContext, int length) throws SSLKeyException {
        return keyingMaterial().exportKey(algorithm, label, optionalContext, length);
    }

    /**
     * What binds an authentication inside of the connection to the connection itself (RFC 5056).
     *
     * @param type such as {@code tls-exporter}
     * @return empty where the type says nothing about this connection
     * @throws IllegalArgumentException if the type is unknown
     */
    public Optional<byte[]> channelBinding(String type) {
        return keyingMaterial().channelBinding(type);
    }

    /** Views of one session are equal, such as those of a connection and of its resumption before TLS 1.3. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        KeptValues.Key key = key();
        return key != null && other instanceof SessionView view && context == view.context && key.equals(view.key());
    }

    /** Settled when the handshake is. */
    @Override
    public int hashCode() {
        return facts.get().sessionId().hashCode();
    }

    @Override
    public String toString() {
        return "Session(" + getProtocol() + ", " + getCipherSuite() + ")";
    }

    /** This session's values, those of its earlier connections among them. */
    private SessionValues values() {
        KeptValues.Key key = key();
        SessionValues kept =
                context == null || key == null ? null : context.values().of(key);
        if (kept == null) {
            return own();
        }
        values = kept;
        return kept;
    }

    /** The values that this view has had so far. */
    private SessionValues own() {
        SessionValues present = values;
        while (present == null) {
            // Two threads may be first; both must get the same.
            VALUES.compareAndSet(this, null, new SessionValues());
            present = values;
        }
        return present;
    }

    private KeyingMaterial keyingMaterial() {
        return new KeyingMaterial(facts, exports, client);
    }

    /** What names this session; null while it has no name, without which it is never resumed. */
    private KeptValues.@Nullable Key key() {
        HandshakeFacts known = facts.get();
        return known.sessionId().isEmpty()
                ? null
                : new KeptValues.Key(known.sessionId(), getCreationTime(), peerHost, peerPort);
    }

    private List<X509Certificate> peerChain() throws SSLPeerUnverifiedException {
        List<X509Certificate> chain = facts.get().peerCertificates();
        if (chain.isEmpty()) {
            throw new SSLPeerUnverifiedException("the peer has shown no certificate");
        }
        return chain;
    }
}
