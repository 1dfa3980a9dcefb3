package io.handfast;

import io.handfast.jsse.AuthorityNames;
import io.handfast.jsse.ExtendedParameters;
import io.handfast.jsse.NameLists;
import io.handfast.jsse.Setting;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * SSLParameters with what newer JDKs have added, on every JDK from 17, and with what no JDK has (JSSE, SSLParameters).
 *
 * <p>To be handed over wherever a program hands over {@code SSLParameters}:
 * <pre>{@code
 * HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
 * parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
 * parameters.setAbortWithoutCertificate(true);
 * engine.setSSLParameters(parameters);
 * }</pre>
 *
 * <p>What is null, and of the settings here what was not set, leaves the connection as it was. Client authentication, application
 * protocols, the order of suites and the packet size are taken as they stand, as with the JDK: start as above. Some programs,
 * among them {@code java.net.http.HttpClient}, copy parameters into a plain object before they use them, and then only the
 * standard part arrives; for those the same settings can be made on a whole context. Others see the standard part only.
 */
@SuppressWarnings("exports") // the superclass shows nothing to programs: it carries our settings past javax.net.ssl
public final class HandfastParameters extends ExtendedParameters {
    /** Parameters in which nothing is set. */
    public HandfastParameters() {}

    /** A copy of other parameters, with all that they carry. */
    public static HandfastParameters of(SSLParameters parameters) {
        HandfastParameters copy = new HandfastParameters();
        copy.copy(parameters);
        return copy;
    }

    /**
     * Sets the groups to offer and to accept, as {@code SSLParameters} does since JDK 20.
     *
     * @param names such as {@code x25519}, most preferred first; null for the default. Unknown names are passed over
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public void setNamedGroups(String @Nullable [] names) {
        choose(Setting.NAMED_GROUPS, NameLists.of(names, "named group"));
    }

    /** The groups to offer and to accept, or null if none were set. */
    public String @Nullable [] getNamedGroups() {
        return array(Setting.NAMED_GROUPS);
    }

    /**
     * Sets the signature schemes to accept, and to sign with where {@link #setSigningSchemes} does not say otherwise, as
     * {@code SSLParameters} does since JDK 19.
     *
     * @param names such as {@code ecdsa_secp256r1_sha256}, most preferred first; null for the default. Unknown names are
     *     passed over
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public void setSignatureSchemes(String @Nullable [] names) {
        choose(Setting.SIGNATURE_SCHEMES, NameLists.of(names, "signature scheme"));
    }

    /** The signature schemes to accept, or null if none were set. */
    public String @Nullable [] getSignatureSchemes() {
        return array(Setting.SIGNATURE_SCHEMES);
    }

    /**
     * Sets how much is done to learn whether the peer's certificates have been revoked.
     *
     * @param policy null for the context's
     */
    public void setRevocation(@Nullable Revocation policy) {
        choose(Setting.REVOCATION, Revocation.policy(policy));
    }

    /** How much is done about revocation, or null if nothing was set. */
    public @Nullable Revocation getRevocation() {
        return Revocation.of(chosen(Setting.REVOCATION));
    }

    /**
     * Sets the groups that a client sends key shares for in its first flight (RFC 8446 §4.2.8); the server can ask for one of
     * the others at the price of a round trip. Those that are not among the groups offered are passed over.
     *
     * @param names none at all lets the server choose first; null for the default
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public void setKeyShareGroups(String @Nullable [] names) {
        choose(Setting.KEY_SHARE_GROUPS, NameLists.of(names, "key share group"));
    }

    /** The groups that a client sends key shares for, or null if none were set. */
    public String @Nullable [] getKeyShareGroups() {
        return array(Setting.KEY_SHARE_GROUPS);
    }

    /**
     * Sets the schemes that we sign with, apart from those that we accept (RFC 8446 §4.2.3).
     *
     * @param names most preferred first; null for the same as the ones accepted
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public void setSigningSchemes(String @Nullable [] names) {
        choose(Setting.SIGNING_SCHEMES, NameLists.of(names, "signing scheme"));
    }

    /** The schemes that we sign with, or null if none were set. */
    public String @Nullable [] getSigningSchemes() {
        return array(Setting.SIGNING_SCHEMES);
    }

    /**
     * Sets how many tickets a TLS 1.3 server issues after a handshake (RFC 8446 §4.6.1).
     *
     * @param count 0 to 255; with 0 no ticket is issued in TLS 1.2 either, nor asked for by a client
     * @throws IllegalArgumentException outside of that range
     */
    public void setTicketCount(int count) {
        if (count < 0 || count > 255) {
            throw new IllegalArgumentException("0 to 255 tickets can be issued, not " + count);
        }
        choose(Setting.TICKET_COUNT, count);
    }

    /** How many tickets a server issues, if that was set. */
    public Optional<Integer> getTicketCount() {
        return chosen(Setting.TICKET_COUNT);
    }

    /**
     * Sets whether a client that is asked for a certificate and has none that suits gives up, instead of sending an empty list
     * and leaving the decision to the server (RFC 8446 §4.4.2.3, RFC 5246 §7.4.6).
     */
    public void setAbortWithoutCertificate(boolean abort) {
        choose(Setting.ABORT_WITHOUT_CERTIFICATE, abort);
    }

    /** Whether a client gives up rather than send no certificate, if that was set. */
    public Optional<Boolean> getAbortWithoutCertificate() {
        return chosen(Setting.ABORT_WITHOUT_CERTIFICATE);
    }

    /**
     * Sets how much early data a server takes (RFC 8446 §4.2.10); it tells clients in its tickets. What they send is read with
     * {@link HandfastConnection#readEarlyData}.
     *
     * @param bytes 0, the default, for none, up to 2^32 − 1; so much memory a connection may take until it is read
     * @throws IllegalArgumentException outside of that range
     */
    public void setMaxEarlyDataSize(long bytes) {
        if (bytes < 0 || bytes > 0xffff_ffffL) {
            throw new IllegalArgumentException("0 to 2^32 - 1 bytes of early data can be taken, not " + bytes);
        }
        choose(Setting.MAX_EARLY_DATA_SIZE, bytes);
    }

    /** How much early data a server takes, in bytes, if that was set. */
    public Optional<Long> getMaxEarlyDataSize() {
        return chosen(Setting.MAX_EARLY_DATA_SIZE);
    }

    /**
     * Sets whether nothing but a key exchange that withstands quantum computers will do (RFC 10024): then TLS 1.3 alone is left, with
     * the groups that have ML-KEM beside a curve and, for early data, tickets of theirs; a peer that cannot is refused.
     */
    public void setPostQuantumRequired(boolean required) {
        choose(Setting.POST_QUANTUM_REQUIRED, required);
    }

    /** Whether nothing but a post-quantum key exchange will do, if that was set. */
    public Optional<Boolean> getPostQuantumRequired() {
        return chosen(Setting.POST_QUANTUM_REQUIRED);
    }

    /**
     * Sets whether a client offers to show its certificate also when it is asked after the handshake (RFC 8446 §4.2.6); off
     * unless set.
     */
    public void setPostHandshakeAuthentication(boolean offer) {
        choose(Setting.POST_HANDSHAKE_AUTHENTICATION, offer);
    }

    /** Whether a client offers to authenticate after the handshake, if that was set. */
    public Optional<Boolean> getPostHandshakeAuthentication() {
        return chosen(Setting.POST_HANDSHAKE_AUTHENTICATION);
    }

    /**
     * Sets the compressed forms in which the peer may send its certificates, in TLS 1.3 (RFC 8879).
     *
     * @param names {@code zlib}, {@code brotli}, {@code zstd}, most preferred first; none, the default, for the plain form
     *     alone. Those whose library is absent are passed over, and so are unknown names
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public void setAcceptedCertificateCompression(String @Nullable [] names) {
        choose(Setting.ACCEPTED_CERTIFICATE_COMPRESSION, NameLists.of(names, "compression algorithm"));
    }

    /** The compressed forms in which the peer may send its certificates, or null if none were set. */
    public String @Nullable [] getAcceptedCertificateCompression() {
        return array(Setting.ACCEPTED_CERTIFICATE_COMPRESSION);
    }

    /**
     * Sets the compressed forms in which we send our certificates to a peer that asks for it (RFC 8879).
     *
     * @param names as for {@link #setAcceptedCertificateCompression}; null, the default, for all that there are libraries
     *     for, and an empty array for none
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public void setCertificateCompression(String @Nullable [] names) {
        choose(Setting.CERTIFICATE_COMPRESSION, NameLists.of(names, "compression algorithm"));
    }

    /** The compressed forms in which we send our certificates, or null if none were set. */
    public String @Nullable [] getCertificateCompression() {
        return array(Setting.CERTIFICATE_COMPRESSION);
    }

    /**
     * Sets whether the trust manager judges the peer's chain anew when a session is taken up again, instead of relying on the verdict of
     * the full handshake for as long as the session lives (RFC 8446 §4.6.1). A client whose trust manager then refuses ends the
     * connection; a server, and a client whose session's OCSP responses have run out, makes a full handshake instead.
     */
    public void setVerifiesOnResumption(boolean verifies) {
        choose(Setting.VERIFIES_ON_RESUMPTION, verifies);
    }

    /** Whether the peer's chain is judged anew on resumption, if that was set. */
    public Optional<Boolean> getVerifiesOnResumption() {
        return chosen(Setting.VERIFIES_ON_RESUMPTION);
    }

    /**
     * Sets how our TLS 1.3 records are padded, so that their length tells less (RFC 8446 §5.4).
     *
     * @param multiple the content of each record is padded to a multiple of this many bytes, as far as a record may grow: 1 to
     *     16384; 1 for no padding
     * @throws IllegalArgumentException outside of that range
     */
    public void setRecordPadding(int multiple) {
        if (multiple < 1 || multiple > 1 << 14) {
            throw new IllegalArgumentException(
                    "records are padded to a multiple of 1 to 16384 bytes, not of " + multiple);
        }
        choose(Setting.RECORD_PADDING, multiple);
    }

    /** The number of bytes that records are padded to a multiple of, if that was set. */
    public Optional<Integer> getRecordPadding() {
        return chosen(Setting.RECORD_PADDING);
    }

    /**
     * Sets whether a client mixes values without meaning into its ClientHello, among suites, groups, key shares, versions and
     * extensions, so that servers which cannot bear what they do not know are found out early (RFC 8701).
     */
    public void setGrease(boolean grease) {
        choose(Setting.GREASE, grease);
    }

    /** Whether a client mixes in values without meaning, if that was set. */
    public Optional<Boolean> getGrease() {
        return chosen(Setting.GREASE);
    }

    /**
     * Sets who decides what a client meets when it is known what the client offers; for servers.
     *
     * @param callback null for nobody
     */
    public void setClientHelloCallback(@Nullable ClientHelloCallback callback) {
        choose(
                Setting.CLIENT_HELLO,
                callback == null
                        ? null
                        : hello -> callback.answer(new ClientHelloView(hello)).answer());
    }

    /**
     * Sets where keys agreed outside of TLS come from (RFC 8446 §4.2.11, RFC 9258). TLS 1.3 only, with a fresh key
     * exchange beside the key unless {@link PreSharedKeys#aloneToo} says otherwise. A server that needs a client
     * certificate takes none.
     *
     * @param keys null for none
     */
    public void setPreSharedKeys(@Nullable PreSharedKeys keys) {
        choose(Setting.PRE_SHARED_KEYS, keys == null ? null : new PreSharedKeyPort(keys));
    }

    /**
     * Sets whether a server that must ask for another ClientHello forgets the first one and gives what it needs to know of it
     * to the client, sealed under the context's ticket keys (RFC 8446 §4.2.2); off unless set.
     */
    public void setStatelessRetry(boolean stateless) {
        choose(Setting.STATELESS_RETRY, stateless);
    }

    /** Whether a server that asks for another ClientHello forgets the first one, if that was set. */
    public Optional<Boolean> getStatelessRetry() {
        return chosen(Setting.STATELESS_RETRY);
    }

    /**
     * Sets the authorities that the peer's chain should come from (RFC 8446 §4.2.4, RFC 5246 §7.4.4): a wish, by which the peer
     * chooses its certificate, and no check of ours. A server puts the names into its request for a certificate; a client into
     * its ClientHello, where only servers of TLS 1.3 look for them.
     *
     * @param names none at all names nobody; null, the default, for those of the trust manager on a server, and for nobody on a
     *     client unless {@link #setNamesTrustedAuthorities} says otherwise
     * @throws IllegalArgumentException if a name is null, or all of them take more than 32 KiB
     */
    public void setCertificateAuthorities(X500Principal @Nullable [] names) {
        choose(Setting.CERTIFICATE_AUTHORITIES, AuthorityNames.of(names));
    }

    /** The authorities that the peer's chain should come from, or null if none were set. */
    public X500Principal @Nullable [] getCertificateAuthorities() {
        return chosen(Setting.CERTIFICATE_AUTHORITIES)
                .map(names -> names.toArray(X500Principal[]::new))
                .orElse(null);
    }

    /**
     * Sets whether a client names the authorities that its trust manager accepts, unless {@link #setCertificateAuthorities} says
     * which (RFC 8446 §4.2.4); off unless set. More than 32 KiB of names are not sent. The server, and before it is known to
     * be the right one anybody on the way, learns whom the client trusts.
     */
    public void setNamesTrustedAuthorities(boolean names) {
        choose(Setting.NAMES_TRUSTED_AUTHORITIES, names);
    }

    /** Whether a client names the authorities that its trust manager accepts, if that was set. */
    public Optional<Boolean> getNamesTrustedAuthorities() {
        return chosen(Setting.NAMES_TRUSTED_AUTHORITIES);
    }

    /**
     * Sets the schemes that may stand in the signatures of the peer's certificates, where they are others than those of
     * handshakes (RFC 8446 §4.2.3). The peer is told, and our trust managers refuse chains with others in them; the signature of
     * a trust anchor is not looked at.
     *
     * @param names such as {@code rsa_pkcs1_sha256}, most preferred first; null, the default, to say nothing of certificates
     *     apart. Unknown names are passed over
     * @throws IllegalArgumentException if a name is blank or there twice, or if there is none
     */
    public void setCertificateSignatureSchemes(String @Nullable [] names) {
        if (names != null && names.length == 0) {
            throw new IllegalArgumentException("no signature scheme at all would be good enough for a certificate");
        }
        choose(Setting.CERTIFICATE_SIGNATURE_SCHEMES, NameLists.of(names, "signature scheme"));
    }

    /** The schemes that may stand in the peer's certificates, or null if none were set. */
    public String @Nullable [] getCertificateSignatureSchemes() {
        return array(Setting.CERTIFICATE_SIGNATURE_SCHEMES);
    }

    /**
     * Sets keys without certificates, ours and those that we trust (RFC 7250); see {@link RawPublicKeys} for what that means.
     *
     * @param keys null for certificates alone
     */
    public void setRawPublicKeys(@Nullable RawPublicKeys keys) {
        choose(Setting.RAW_PUBLIC_KEYS, keys == null ? null : keys.options());
    }

    private void copy(SSLParameters from) {
        setCipherSuites(from.getCipherSuites());
        setProtocols(from.getProtocols());
        if (from.getNeedClientAuth()) {
            setNeedClientAuth(true);
        } else {
            setWantClientAuth(from.getWantClientAuth());
        }
        if (from.getServerNames() != null) {
            setServerNames(from.getServerNames());
        }
        if (from.getSNIMatchers() != null) {
            setSNIMatchers(from.getSNIMatchers());
        }
        setAlgorithmConstraints(from.getAlgorithmConstraints());
        setEndpointIdentificationAlgorithm(from.getEndpointIdentificationAlgorithm());
        setApplicationProtocols(from.getApplicationProtocols());
        setUseCipherSuitesOrder(from.getUseCipherSuitesOrder());
        setEnableRetransmissions(from.getEnableRetransmissions());
        setMaximumPacketSize(from.getMaximumPacketSize());
        chooseAsIn(from);
    }

    private String @Nullable [] array(Setting<List<String>> setting) {
        return chosen(setting).map(names -> names.toArray(String[]::new)).orElse(null);
    }
}
