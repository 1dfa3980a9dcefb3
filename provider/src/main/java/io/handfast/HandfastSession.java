package io.handfast;

import io.handfast.config.HandshakeFacts;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.SessionView;
import io.handfast.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a session tells beyond {@code SSLSession}; a view of the session, to be read at any time (RFC 8446 §2).
 *
 * <pre>{@code
 * HandfastSession session = HandfastSession.of(socket.getSession());
 * log(session.namedGroup().orElse("no group") + (session.resumed() ? ", resumed" : ""));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class HandfastSession {
    private final SessionView session;

    HandfastSession(SessionView session) {
        this.session = session;
    }

    /**
     * The view of a session of ours.
     *
     * @throws IllegalArgumentException if another provider made the session
     */
    public static HandfastSession of(SSLSession session) {
        if (session instanceof SessionView view) {
            return new HandfastSession(view);
        }
        throw new IllegalArgumentException("not a session of Handfast, but a "
                + session.getClass().getName() + "; was the SSLContext made by another provider?");
    }

    /** The session itself. */
    public SSLSession session() {
        return session;
    }

    /** Whether the handshake took up an earlier session instead of making a new one. */
    public boolean resumed() {
        return facts().resumed();
    }

    /**
     * The group of the key exchange, such as {@code x25519}; empty where there was none, as with RSA key transport or with a
     * Diffie-Hellman group of the server's own.
     */
    public Optional<String> namedGroup() {
        return facts().group().map(NamedGroup::ianaName);
    }

    /** The scheme with which the peer proved its key; empty if it did not, as when a session is resumed. */
    public Optional<String> peerSignatureScheme() {
        return facts().peerSignatureScheme().map(SignatureScheme::ianaName);
    }

    /**
     * The key that the peer holds: that of its certificate, or the one that it showed without any (RFC 7250); empty if it showed
     * nothing.
     */
    public Optional<PublicKey> peerPublicKey() {
        HandshakeFacts facts = facts();
        return facts.peerRawPublicKey()
                .or(() -> facts.peerCertificates().stream().findFirst().map(X509Certificate::getPublicKey));
    }

    /** Whether the peer showed its key without a certificate (RFC 7250). */
    public boolean peerShowedRawPublicKey() {
        return facts().peerRawPublicKey().isPresent();
    }

    /** Whether the server asked for a second ClientHello (RFC 8446 §4.1.4). */
    public boolean helloRetryRequest() {
        return facts().helloRetryRequest();
    }

    /** Whether the master secret is bound to the handshake: by RFC 7627 in TLS 1.2, always in TLS 1.3. */
    public boolean extendedMasterSecret() {
        HandshakeFacts facts = facts();
        return facts.extendedMasterSecret()
                || facts.version().filter(ProtocolVersion::is13).isPresent();
    }

    /**
     * Keying material for use outside of TLS; the same as {@code ExtendedSSLSession.exportKeyingMaterialData} on JDK 25 (RFC
     * 5705, RFC 8446 §7.5). Both ends get the same for the same arguments.
     *
     * @param label ASCII, at most 249 characters in TLS 1.3; register it or begin it with {@code EXPERIMENTAL}
     * @param context mixed in, or null; before TLS 1.3 null gives another value than an empty one. At most 65,535 bytes before
     *     TLS 1.3
     * @param length bytes wanted, 1 or more; in TLS 1.3 at most 255 times the length of the suite's hash
     * @throws IllegalArgumentException if an argument is outside of its bounds, or the label is one that TLS uses itself
     * @throws IllegalStateException before the handshake is done and after the connection has ended
     * @throws SSLKeyException in TLS 1.2 and below if the peer does not support the extended master secret, because then the keys
     *     may be shared with somebody in the middle (RFC 7627 §5.4)
     */
    public byte[] exportKeyingMaterialData(String label, byte @Nullable [] context, int length) throws SSLKeyException {
        return session.exportKeyingMaterialData(label, context, length);
    }

    /**
     * Keying material as a key; the same as {@code ExtendedSSLSession.exportKeyingMaterialKey} on JDK 25. See
     * {@link #exportKeyingMaterialData}.
     *
     * @param algorithm the key's algorithm, such as {@code AES}
     * @throws SSLKeyException as there
     */
    public SecretKey exportKeyingMaterialKey(String algorithm, String label, byte @Nullable [] context, int length)
            throws SSLKeyException {
        return session.exportKeyingMaterialKey(algorithm, label, context, length);
    }

    /**
     * What binds an authentication inside of the connection to the connection itself (RFC 5056).
     *
     * <ul>
     *   <li>{@code tls-exporter}: 32 bytes of keying material (RFC 9266); not in TLS 1.2 without extended master secret
     *   <li>{@code tls-unique}: the first Finished (RFC 5929 §3); in TLS 1.2 with extended master secret only
     *   <li>{@code tls-server-end-point}: a hash of the server's certificate (RFC 5929 §4); not if there is none, or if it is
     *       signed by an algorithm without a hash of its own to name, such as Ed25519
     * </ul>
     *
     * @return empty where the type is not defined for this connection, and for the first two before the handshake is done and
     *     after the connection has ended
     * @throws IllegalArgumentException if the type is none of these
     */
    public Optional<byte[]> channelBinding(String type) {
        return session.channelBinding(type);
    }

    /**
     * What the key is known by that authenticated both sides, if it was agreed outside of TLS; then there are no certificates
     * (RFC 8446 §2.2).
     */
    public Optional<byte[]> preSharedKeyIdentity() {
        return facts().preSharedKeyIdentity().map(Bytes::toArray);
    }

    /** What became of early data on the connection of this session (RFC 8446 §4.2.10). */
    public EarlyDataStatus earlyDataStatus() {
        return EarlyDataStatus.of(facts().earlyData());
    }

    @Override
    public String toString() {
        return session.toString();
    }

    private HandshakeFacts facts() {
        return session.facts();
    }
}
