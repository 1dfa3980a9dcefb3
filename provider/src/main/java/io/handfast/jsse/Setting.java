package io.handfast.jsse;

import io.handfast.config.PreSharedKeySource;
import io.handfast.config.RawPublicKeyOptions;
import io.handfast.config.RevocationPolicy;
import io.handfast.session.SharedTicketKeys;
import java.nio.file.Path;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The name of one choice that {@code SSLParameters} has no place for, in every JDK or in the older ones (JSSE,
 * SSLParameters).
 *
 * <p>Compared by identity. A feature adds one constant here, a pair of methods to {@code io.handfast.HandfastParameters} and
 * to {@code io.handfast.HandfastContext}, and the line in {@link SettingsMapping} that carries the value into the core.
 *
 * @param <T> the type of its values, which are immutable
 */
public final class Setting<T> {
    /** Groups offered and accepted, by name, in order. */
    public static final Setting<List<String>> NAMED_GROUPS = new Setting<>("named groups");

    /** Schemes accepted from the peer, and to sign with unless those are said apart, by name, in order. */
    public static final Setting<List<String>> SIGNATURE_SCHEMES = new Setting<>("signature schemes");

    /** Groups that a client sends shares for at once, by name. */
    public static final Setting<List<String>> KEY_SHARE_GROUPS = new Setting<>("key share groups");

    /** Schemes to sign with, by name, in order. */
    public static final Setting<List<String>> SIGNING_SCHEMES = new Setting<>("signing schemes");

    /** How many tickets a TLS 1.3 server issues, 0 to 255. */
    public static final Setting<Integer> TICKET_COUNT = new Setting<>("ticket count");

    /** Whether a client gives up rather than send an empty certificate list. */
    public static final Setting<Boolean> ABORT_WITHOUT_CERTIFICATE = new Setting<>("abort without certificate");

    /** The most early data that a server takes, in bytes; 0 for none. */
    public static final Setting<Long> MAX_EARLY_DATA_SIZE = new Setting<>("max early data size");

    /** Whether nothing but groups that withstand quantum computers will do. */
    public static final Setting<Boolean> POST_QUANTUM_REQUIRED = new Setting<>("post-quantum required");

    /** Whether a client offers to authenticate after the handshake. */
    public static final Setting<Boolean> POST_HANDSHAKE_AUTHENTICATION = new Setting<>("post-handshake authentication");

    /** Compressed forms in which the peer may send its certificates, by name. */
    public static final Setting<List<String>> ACCEPTED_CERTIFICATE_COMPRESSION =
            new Setting<>("accepted certificate compression");

    /** Compressed forms in which we may send ours, by name, in order. */
    public static final Setting<List<String>> CERTIFICATE_COMPRESSION = new Setting<>("certificate compression");

    /** Whether the peer's chain is judged anew when a session is taken up again. */
    public static final Setting<Boolean> VERIFIES_ON_RESUMPTION = new Setting<>("verifies on resumption");

    /** The number of bytes that the content of TLS 1.3 records is padded to a multiple of. */
    public static final Setting<Integer> RECORD_PADDING = new Setting<>("record padding");

    /** How much is done to learn whether the peer's certificates have been revoked. */
    public static final Setting<RevocationPolicy> REVOCATION = new Setting<>("revocation");

    /** Whether a server fetches and staples OCSP responses; of a context, not of a connection. */
    public static final Setting<Boolean> STAPLES = new Setting<>("staples");

    /** The file with the OCSP response that a server staples; of a context, not of a connection. */
    public static final Setting<Path> STAPLE_FILE = new Setting<>("staple file");

    /** Whether a client mixes values without meaning into its ClientHello. */
    public static final Setting<Boolean> GREASE = new Setting<>("grease");

    /** The keys that seal a context's tickets, shared with others; of a context, not of a connection. */
    public static final Setting<SharedTicketKeys> TICKET_KEYS = new Setting<>("ticket keys");
    /** Where keys agreed outside of TLS come from. */
    public static final Setting<PreSharedKeySource> PRE_SHARED_KEYS = new Setting<>("pre-shared keys");
    /** Whether a server that asks for another ClientHello keeps nothing until it comes. */
    public static final Setting<Boolean> STATELESS_RETRY = new Setting<>("stateless retry");

    /** The authorities that the peer's chain should come from, in place of those that the trust manager knows. */
    public static final Setting<List<X500Principal>> CERTIFICATE_AUTHORITIES = new Setting<>("certificate authorities");

    /** Whether a client names the authorities that its trust manager knows. */
    public static final Setting<Boolean> NAMES_TRUSTED_AUTHORITIES = new Setting<>("names trusted authorities");

    /** Schemes that may stand in the peer's chain, by name, in order. */
    public static final Setting<List<String>> CERTIFICATE_SIGNATURE_SCHEMES =
            new Setting<>("certificate signature schemes");

    /** Who decides what a client meets by what it offers. */
    public static final Setting<HelloCallback> CLIENT_HELLO = new Setting<>("ClientHello callback");
    /** Keys without certificates, ours and the peer's. */
    public static final Setting<RawPublicKeyOptions> RAW_PUBLIC_KEYS = new Setting<>("raw public keys");

    private final String name;

    private Setting(String name) {
        this.name = name;
    }

    /** A value that was chosen for this setting, as what it is. */
    @SuppressWarnings("unchecked") // Settings.with() takes only values of the setting's type
    T value(Object chosen) {
        return (T) chosen;
    }

    @Override
    public String toString() {
        return name;
    }
}
