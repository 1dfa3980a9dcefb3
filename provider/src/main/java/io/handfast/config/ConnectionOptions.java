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
        Draft draft = new Draft(this);
        draft.abortWithoutCertificate = value;
        return draft.finished();
    }

    public ConnectionOptions withEarlyData(EarlyDataOptions value) {
        Draft draft = new Draft(this);
        draft.earlyData = value;
        return draft.finished();
    }

    public ConnectionOptions withPostQuantumRequired(boolean value) {
        Draft draft = new Draft(this);
        draft.postQuantumRequired = value;
        return draft.finished();
    }

    public ConnectionOptions withPostHandshakeAuthentication(boolean value) {
        Draft draft = new Draft(this);
        draft.postHandshakeAuthentication = value;
        return draft.finished();
    }

    public ConnectionOptions withStatelessRetry(boolean value) {
        Draft draft = new Draft(this);
        draft.statelessRetry = value;
        return draft.finished();
    }

    public ConnectionOptions withFiniteFields(FiniteFieldPolicy value) {
        Draft draft = new Draft(this);
        draft.finiteFields = value;
        return draft.finished();
    }

    public ConnectionOptions withCertificateCompression(CertificateCompressionOptions value) {
        Draft draft = new Draft(this);
        draft.certificateCompression = value;
        return draft.finished();
    }

    public ConnectionOptions withOldPeers(OldPeerOptions value) {
        Draft draft = new Draft(this);
        draft.oldPeers = value;
        return draft.finished();
    }

    public ConnectionOptions withVerifiesOnResumption(boolean value) {
        Draft draft = new Draft(this);
        draft.verifiesOnResumption = value;
        return draft.finished();
    }

    public ConnectionOptions withRecordPadding(int value) {
        Draft draft = new Draft(this);
        draft.recordPadding = value;
        return draft.finished();
    }

    public ConnectionOptions withGrease(boolean value) {
        Draft draft = new Draft(this);
        draft.grease = value;
        return draft.finished();
    }

    public ConnectionOptions withStatus(StatusOptions value) {
        Draft draft = new Draft(this);
        draft.status = value;
        return draft.finished();
    }

    public ConnectionOptions withPreSharedKeys(PreSharedKeySource value) {
        Draft draft = new Draft(this);
        draft.preSharedKeys = value;
        return draft.finished();
    }

    public ConnectionOptions withConfigChoice(ConfigChoice value) {
        Draft draft = new Draft(this);
        draft.configChoice = value;
        return draft.finished();
    }

    public ConnectionOptions withChainWishes(ChainWishes value) {
        Draft draft = new Draft(this);
        draft.chainWishes = value;
        return draft.finished();
    }

    public ConnectionOptions withRawPublicKeys(RawPublicKeyOptions value) {
        Draft draft = new Draft(this);
        draft.rawPublicKeys = value;
        return draft.finished();
    }

    /** Whether a key agreed outside of TLS may be used without a key exchange. */
    public boolean keysAlone() {
        return preSharedKeys.aloneToo() && !postQuantumRequired;
    }

    /** What to add to a refusal for want of a common group or version, so that people see the reason. */
    public String whyRefused() {
        return postQuantumRequired ? "; post-quantum key exchange is required here" : "";
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
