package io.handfast.failure;

import java.util.Map;

/** The peer ended the connection with an alert, which says little; what it most often means (RFC 8446 §6.2). */
public final class PeerAlertFailure extends Exception implements TlsFailure {
    private static final long serialVersionUID = 1L;

    private static final Map<String, String> CAUSES = Map.ofEntries(
            Map.entry(
                    "handshake_failure",
                    "no cipher suite, group or signature scheme in common, or a client certificate is missing: compare both "
                            + "sides' lists, and look into the peer's log"),
            Map.entry(
                    "protocol_version",
                    "the peer speaks none of the versions offered: compare getEnabledProtocols with what the peer enables"),
            Map.entry(
                    "insufficient_security",
                    "the peer wants stronger suites or keys than were offered: enable newer ones"),
            Map.entry(
                    "unknown_ca",
                    "the peer does not trust who issued our certificate: give it the root, and see that we send all "
                            + "intermediate certificates"),
            Map.entry(
                    "certificate_unknown",
                    "the peer refused our certificate for a reason of its own, often a name or an issuer: look into its "
                            + "log"),
            Map.entry(
                    "certificate_expired",
                    "our certificate is not valid now by the peer's clock: renew it, or set the clock"),
            Map.entry("certificate_revoked", "our certificate was revoked: get a new one"),
            Map.entry(
                    "bad_certificate",
                    "the peer found our certificate broken, for another host, or signed by a weak algorithm"),
            Map.entry(
                    "unsupported_certificate",
                    "our certificate may not be used so: look at its key type, key usage and extended key usage"),
            Map.entry(
                    "certificate_required",
                    "the server needs a client certificate and got none: give the context a key manager with a certificate "
                            + "that one of the server's authorities has issued"),
            Map.entry("access_denied", "the peer knows who we are and does not let us in"),
            Map.entry(
                    "unrecognized_name",
                    "the server does not know the host name that was asked for: look at the server name (SNI)"),
            Map.entry(
                    "no_application_protocol",
                    "the server speaks none of the application protocols offered: compare the ALPN lists"),
            Map.entry(
                    "inappropriate_fallback",
                    "the server speaks a newer version than was offered, and we said that this was a second try"),
            Map.entry(
                    "decrypt_error",
                    "a signature or Finished of ours did not verify: a key that does not belong to its certificate, or "
                            + "something in between that changes messages"),
            Map.entry(
                    "bad_record_mac",
                    "a record arrived changed: a broken network device, or a fault in one of the two programs"),
            Map.entry(
                    "bad_certificate_status_response",
                    "the revocation status that we stapled does not hold: fetch a fresh one"),
            Map.entry(
                    "unknown_psk_identity",
                    "the server does not know our pre-shared key: compare identities on both sides"),
            Map.entry("internal_error", "the peer failed at something of its own: look into its log"),
            Map.entry("user_canceled", "a person or program at the other end gave up"));

    private final int code;
    private final String name;
    private final String advice;

    /**
     * An alert that came.
     *
     * @param code 0 to 255
     * @param name as the RFCs write it
     */
    public PeerAlertFailure(int code, String name) {
        this(code, name, CAUSES.getOrDefault(name, "by the peer's account we broke the protocol: look into its log"));
    }

    private PeerAlertFailure(int code, String name, String advice) {
        super("the peer sent the fatal alert " + name + " (" + code + "); likely: " + advice);
        this.code = code;
        this.name = name;
        this.advice = advice;
    }

    /** The alert's code point, 0 to 255. */
    public int code() {
        return code;
    }

    /** The alert's name as the RFCs write it. */
    public String alert() {
        return name;
    }

    @Override
    public String summary() {
        return "the peer sent the fatal alert " + name;
    }

    /** Its likely causes, and what to do about them. */
    @Override
    public String advice() {
        return advice;
    }
}
