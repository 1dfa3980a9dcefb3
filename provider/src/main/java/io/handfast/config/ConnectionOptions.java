package io.handfast.config;

/**
 * What may be chosen for one connection and has a place neither in {@code SSLParameters} nor in the JDK's properties
 * (RFC 8446 §9.3).
 *
 * <p>A feature adds its choice here as a component with a copying {@code with…} method and a default in {@link #DEFAULTS}.
 *
 * @param abortWithoutCertificate a client that is asked for a certificate and has none that suits gives up, instead of
 *     sending an empty list (RFC 8446 §4.4.2.3)
 * @param earlyData what is sent and taken before the handshake is done (RFC 8446 §2.3)
 * @param postQuantumRequired only groups that withstand quantum computers are left to negotiate (RFC 10024); the lists of
 *     the configuration hold no others, and messages to people say why
 * @param postHandshakeAuthentication a client offers to show its certificate also after the handshake (RFC 8446 §4.2.6)
 * @param statelessRetry a server that asks for another ClientHello keeps nothing until it comes: what it needs then is
 *     sealed in a cookie (RFC 8446 §4.2.2)
 * @param finiteFields which groups will do for DHE before TLS 1.3
 * @param certificateCompression in which compressed forms certificates travel (RFC 8879)
 * @param oldPeers what a client does for the sake of old servers
 * @param verifiesOnResumption the peer's chain is judged anew when a session is taken up again (RFC 8446 §4.6.1)
 * @param recordPadding TLS 1.3 records are padded to a multiple of this many bytes of content, 1 to 2^14; 1 for no padding
 *     (RFC 8446 §5.4)
 * @param grease a client mixes values without meaning into its ClientHello (RFC 8701)
 */
public record ConnectionOptions(
        boolean abortWithoutCertificate,
        EarlyDataOptions earlyData,
        boolean postQuantumRequired,
        boolean postHandshakeAuthentication,
        boolean statelessRetry,
        FiniteFieldPolicy finiteFields,
        CertificateCompressionOptions certificateCompression,
        OldPeerOptions oldPeers,
        boolean verifiesOnResumption,
        int recordPadding,
        boolean grease) {
    /** What holds unless something else is asked for. */
    public static final ConnectionOptions DEFAULTS = new ConnectionOptions(
            false,
            EarlyDataOptions.NONE,
            false,
            false,
            false,
            FiniteFieldPolicy.DEFAULT,
            CertificateCompressionOptions.DEFAULTS,
            OldPeerOptions.NONE,
            false,
            1,
            false);

    public ConnectionOptions withAbortWithoutCertificate(boolean value) {
        return new ConnectionOptions(
                value,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withEarlyData(EarlyDataOptions value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                value,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withPostQuantumRequired(boolean value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                value,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withPostHandshakeAuthentication(boolean value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                value,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withStatelessRetry(boolean value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                value,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withFiniteFields(FiniteFieldPolicy value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                value,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withCertificateCompression(CertificateCompressionOptions value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                value,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withOldPeers(OldPeerOptions value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                value,
                verifiesOnResumption,
                recordPadding,
                grease);
    }

    public ConnectionOptions withVerifiesOnResumption(boolean value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                value,
                recordPadding,
                grease);
    }

    public ConnectionOptions withRecordPadding(int value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                value,
                grease);
    }

    public ConnectionOptions withGrease(boolean value) {
        return new ConnectionOptions(
                abortWithoutCertificate,
                earlyData,
                postQuantumRequired,
                postHandshakeAuthentication,
                statelessRetry,
                finiteFields,
                certificateCompression,
                oldPeers,
                verifiesOnResumption,
                recordPadding,
                value);
    }

    /** What to add to a refusal for want of a common group or version, so that people see the reason. */
    public String whyRefused() {
        return postQuantumRequired ? "; post-quantum key exchange is required here" : "";
    }
}
