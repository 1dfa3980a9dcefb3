package io.handfast.config;

import java.util.function.Consumer;

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
 * @param oldPeers what is done about old peers
 * @param verifiesOnResumption the peer's chain is judged anew when a session is taken up again (RFC 8446 §4.6.1)
 * @param recordPadding TLS 1.3 records are padded to a multiple of this many bytes of content, 1 to 2^14; 1 for no padding
 *     (RFC 8446 §5.4)
 * @param grease a client mixes values without meaning into its ClientHello (RFC 8701)
 * @param status what is said about revocation within the handshake (RFC 6066 §8)
 * @param preSharedKeys keys agreed outside of TLS (RFC 8446 §4.2.11, RFC 9258)
 * @param configChoice who may change a server's configuration when it knows what the client offers
 * @param chainWishes what we say about the chain that we want to be shown (RFC 8446 §4.2.3, §4.2.4)
 * @param rawPublicKeys keys without certificates, ours and the peer's (RFC 7250)
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
        boolean grease,
        StatusOptions status,
        PreSharedKeySource preSharedKeys,
        ConfigChoice configChoice,
        ChainWishes chainWishes,
        RawPublicKeyOptions rawPublicKeys) {
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
            false,
            StatusOptions.NONE,
            PreSharedKeySource.NONE,
            ConfigChoice.NONE,
            ChainWishes.NONE,
            RawPublicKeyOptions.NONE);

    public ConnectionOptions withAbortWithoutCertificate(boolean value) {
        return changed(draft -> draft.abortWithoutCertificate = value);
    }

    public ConnectionOptions withEarlyData(EarlyDataOptions value) {
        return changed(draft -> draft.earlyData = value);
    }

    public ConnectionOptions withPostQuantumRequired(boolean value) {
        return changed(draft -> draft.postQuantumRequired = value);
    }

    public ConnectionOptions withPostHandshakeAuthentication(boolean value) {
        return changed(draft -> draft.postHandshakeAuthentication = value);
    }

    public ConnectionOptions withStatelessRetry(boolean value) {
        return changed(draft -> draft.statelessRetry = value);
    }

    public ConnectionOptions withFiniteFields(FiniteFieldPolicy value) {
        return changed(draft -> draft.finiteFields = value);
    }

    public ConnectionOptions withCertificateCompression(CertificateCompressionOptions value) {
        return changed(draft -> draft.certificateCompression = value);
    }

    public ConnectionOptions withOldPeers(OldPeerOptions value) {
        return changed(draft -> draft.oldPeers = value);
    }

    public ConnectionOptions withVerifiesOnResumption(boolean value) {
        return changed(draft -> draft.verifiesOnResumption = value);
    }

    public ConnectionOptions withRecordPadding(int value) {
        return changed(draft -> draft.recordPadding = value);
    }

    public ConnectionOptions withGrease(boolean value) {
        return changed(draft -> draft.grease = value);
    }

    public ConnectionOptions withStatus(StatusOptions value) {
        return changed(draft -> draft.status = value);
    }

    public ConnectionOptions withPreSharedKeys(PreSharedKeySource value) {
        return changed(draft -> draft.preSharedKeys = value);
    }

    public ConnectionOptions withConfigChoice(ConfigChoice value) {
        return changed(draft -> draft.configChoice = value);
    }

    public ConnectionOptions withChainWishes(ChainWishes value) {
        return changed(draft -> draft.chainWishes = value);
    }

    public ConnectionOptions withRawPublicKeys(RawPublicKeyOptions value) {
        return changed(draft -> draft.rawPublicKeys = value);
    }

    /** Whether a key agreed outside of TLS may be used without a key exchange. */
    public boolean keysAlone() {
        return preSharedKeys.aloneToo() && !postQuantumRequired;
    }

    /** What to add to a refusal for want of a common group or version, so that people see the reason. */
    public String whyRefused() {
        return postQuantumRequired ? "; post-quantum key exchange is required here" : "";
    }

    private ConnectionOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** The choices while one of them changes. */
    private static final class Draft {
        private boolean abortWithoutCertificate;
        private EarlyDataOptions earlyData;
        private boolean postQuantumRequired;
        private boolean postHandshakeAuthentication;
        private boolean statelessRetry;
        private FiniteFieldPolicy finiteFields;
        private CertificateCompressionOptions certificateCompression;
        private OldPeerOptions oldPeers;
        private boolean verifiesOnResumption;
        private int recordPadding;
        private boolean grease;
        private StatusOptions status;
        private PreSharedKeySource preSharedKeys;
        private ConfigChoice configChoice;
        private ChainWishes chainWishes;
        private RawPublicKeyOptions rawPublicKeys;

        Draft(ConnectionOptions from) {
            abortWithoutCertificate = from.abortWithoutCertificate;
            earlyData = from.earlyData;
            postQuantumRequired = from.postQuantumRequired;
            postHandshakeAuthentication = from.postHandshakeAuthentication;
            statelessRetry = from.statelessRetry;
            finiteFields = from.finiteFields;
            certificateCompression = from.certificateCompression;
            oldPeers = from.oldPeers;
            verifiesOnResumption = from.verifiesOnResumption;
            recordPadding = from.recordPadding;
            grease = from.grease;
            status = from.status;
            preSharedKeys = from.preSharedKeys;
            configChoice = from.configChoice;
            chainWishes = from.chainWishes;
            rawPublicKeys = from.rawPublicKeys;
        }

        ConnectionOptions finished() {
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
                    grease,
                    status,
                    preSharedKeys,
                    configChoice,
                    chainWishes,
                    rawPublicKeys);
        }
    }
}
