package io.handfast.extension;

import static io.handfast.extension.Placement.CERTIFICATE;
import static io.handfast.extension.Placement.CLIENT_HELLO;
import static io.handfast.extension.Placement.NEW_SESSION_TICKET;
import static io.handfast.extension.Placement.SERVER_HELLO;

import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * The registry of extensions: for each, the messages that may carry it and how its body reads there (RFC 8446 §4.2).
 *
 * <p>A ServerHello may carry one set of extensions in TLS 1.3 and another before; every other message with extensions is
 * either a ClientHello, whose extensions do not depend on the version, or of TLS 1.3 alone.
 *
 * <p>Both tables are switches: a map of method references would have each linked before the first message is read.
 */
public final class Extensions {
    private static final int CH = 1;
    private static final int SH = 1 << 1;
    private static final int HRR = 1 << 2;
    private static final int EE = 1 << 3;
    private static final int CT = 1 << 4;
    private static final int CR = 1 << 5;
    private static final int NST = 1 << 6;

    /** A ServerHello before TLS 1.3. */
    private static final int SH12 = 1 << 7;

    private Extensions() {}

    /** Where an extension may stand, in the abbreviations of RFC 8446 §4.2; nowhere when we do not know it. */
    private static int places(int type) {
        return switch (type) {
            case ExtensionType.SERVER_NAME -> CH | EE | SH12;
            case ExtensionType.MAX_FRAGMENT_LENGTH -> CH | EE | SH12;
            case ExtensionType.STATUS_REQUEST -> CH | CR | CT | SH12;
            // Before TLS 1.3 no server has a reason to send its groups, but some do, and refusing them helps nobody.
            case ExtensionType.SUPPORTED_GROUPS -> CH | EE | SH12;
            case ExtensionType.EC_POINT_FORMATS -> CH | SH12;
            case ExtensionType.SIGNATURE_ALGORITHMS -> CH | CR;
            case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> CH | EE | SH12;
            case ExtensionType.STATUS_REQUEST_V2 -> CH | SH12;
            case ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP -> CH | CR | CT | SH12;
            case ExtensionType.CLIENT_CERTIFICATE_TYPE -> CH | EE | SH12;
            case ExtensionType.SERVER_CERTIFICATE_TYPE -> CH | EE | SH12;
            case ExtensionType.PADDING -> CH;
            case ExtensionType.ENCRYPT_THEN_MAC -> CH | SH12;
            case ExtensionType.EXTENDED_MASTER_SECRET -> CH | SH12;
            case ExtensionType.COMPRESS_CERTIFICATE -> CH | CR;
            case ExtensionType.RECORD_SIZE_LIMIT -> CH | EE | SH12;
            case ExtensionType.SESSION_TICKET -> CH | SH12;
            case ExtensionType.EARLY_DATA -> CH | EE | NST;
            case ExtensionType.SUPPORTED_VERSIONS -> CH | SH | HRR;
            case ExtensionType.COOKIE -> CH | HRR;
            case ExtensionType.PSK_KEY_EXCHANGE_MODES -> CH;
            case ExtensionType.CERTIFICATE_AUTHORITIES -> CH | CR;
            case ExtensionType.OID_FILTERS -> CR;
            case ExtensionType.POST_HANDSHAKE_AUTH -> CH;
            case ExtensionType.SIGNATURE_ALGORITHMS_CERT -> CH | CR;
            case ExtensionType.KEY_SHARE -> CH | SH | HRR;
            case ExtensionType.RENEGOTIATION_INFO -> CH | SH12;
            case ExtensionType.PRE_SHARED_KEY -> CH | SH;
            default -> 0;
        };
    }

    /** Reads a body where the extension may stand; null where nobody here reads it. */
    private static @Nullable Extension read(int type, Placement placement, WireReader body) {
        return switch (type) {
            case ExtensionType.SERVER_NAME ->
                placement == CLIENT_HELLO ? ServerName.Offered.decode(body) : ServerName.Acknowledged.decode(body);
            case ExtensionType.MAX_FRAGMENT_LENGTH -> MaxFragmentLength.decode(body);
            case ExtensionType.STATUS_REQUEST ->
                placement == CLIENT_HELLO
                        ? StatusRequest.Offered.decode(body)
                        : placement == CERTIFICATE
                                ? StatusRequest.Response.decode(body)
                                : StatusRequest.Acknowledged.decode(body);
            case ExtensionType.SUPPORTED_GROUPS -> SupportedGroups.decode(body);
            case ExtensionType.EC_POINT_FORMATS -> EcPointFormats.decode(body);
            case ExtensionType.SIGNATURE_ALGORITHMS -> SignatureAlgorithms.decode(body);
            case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION ->
                placement == CLIENT_HELLO
                        ? ApplicationLayerProtocolNegotiation.decode(body)
                        : ApplicationLayerProtocolNegotiation.decodeAnswer(body);
            case ExtensionType.STATUS_REQUEST_V2 ->
                placement == CLIENT_HELLO
                        ? StatusRequestV2.Offered.decode(body)
                        : StatusRequestV2.Acknowledged.decode(body);
            case ExtensionType.CLIENT_CERTIFICATE_TYPE ->
                placement == CLIENT_HELLO
                        ? ClientCertificateType.Offered.decode(body)
                        : ClientCertificateType.Selected.decode(body);
            case ExtensionType.SERVER_CERTIFICATE_TYPE ->
                placement == CLIENT_HELLO
                        ? ServerCertificateType.Offered.decode(body)
                        : ServerCertificateType.Selected.decode(body);
            case ExtensionType.PADDING -> Padding.decode(body);
            case ExtensionType.ENCRYPT_THEN_MAC -> EncryptThenMac.decode(body);
            case ExtensionType.EXTENDED_MASTER_SECRET -> ExtendedMasterSecret.decode(body);
            case ExtensionType.COMPRESS_CERTIFICATE -> CompressCertificate.decode(body);
            case ExtensionType.RECORD_SIZE_LIMIT -> RecordSizeLimit.decode(body);
            case ExtensionType.SESSION_TICKET ->
                placement == CLIENT_HELLO ? SessionTicket.decode(body) : SessionTicket.decodePromise(body);
            case ExtensionType.EARLY_DATA ->
                placement == NEW_SESSION_TICKET
                        ? EarlyDataIndication.Limit.decode(body)
                        : EarlyDataIndication.Announced.decode(body);
            case ExtensionType.SUPPORTED_VERSIONS ->
                placement == CLIENT_HELLO
                        ? SupportedVersions.Offered.decode(body)
                        : SupportedVersions.Selected.decode(body);
            case ExtensionType.COOKIE -> Cookie.decode(body);
            case ExtensionType.PSK_KEY_EXCHANGE_MODES -> PskKeyExchangeModes.decode(body);
            case ExtensionType.CERTIFICATE_AUTHORITIES -> CertificateAuthorities.decode(body);
            case ExtensionType.OID_FILTERS -> OidFilters.decode(body);
            case ExtensionType.POST_HANDSHAKE_AUTH -> PostHandshakeAuth.decode(body);
            case ExtensionType.SIGNATURE_ALGORITHMS_CERT -> SignatureAlgorithmsCert.decode(body);
            case ExtensionType.KEY_SHARE ->
                placement == CLIENT_HELLO
                        ? KeyShare.Offered.decode(body)
                        : placement == SERVER_HELLO ? KeyShare.Selected.decode(body) : KeyShare.RetryGroup.decode(body);
            case ExtensionType.RENEGOTIATION_INFO -> RenegotiationInfo.decode(body);
            case ExtensionType.PRE_SHARED_KEY ->
                placement == CLIENT_HELLO ? PreSharedKey.Offered.decode(body) : PreSharedKey.Selected.decode(body);
            default -> null;
        };
    }

    /** Whether the registry has this code point. */
    public static boolean isKnown(int type) {
        return places(type) != 0;
    }

    /** Whether we know this extension and also that a message of this kind cannot carry it in this version. */
    static boolean isMisplaced(int type, ProtocolVersion version, Placement placement) {
        int places = places(type);
        int here = placement == SERVER_HELLO && !version.is13() ? SH12 : bit(placement);
        return places != 0 && (places & here) == 0;
    }

    /** Reads a body as it stands in a message of this kind; where it is unknown or misplaced, keeps it unread. */
    static Extension decode(int type, Placement placement, WireReader body) {
        // Which version a ServerHello speaks is not known yet.
        int here = placement == SERVER_HELLO ? SH | SH12 : bit(placement);
        Extension extension = (places(type) & here) == 0 ? null : read(type, placement, body);
        if (extension == null) {
            return UnknownExtension.decode(type, body);
        }
        body.expectEnd();
        return extension;
    }

    private static int bit(Placement placement) {
        return switch (placement) {
            case CLIENT_HELLO -> CH;
            case SERVER_HELLO -> SH;
            case HELLO_RETRY_REQUEST -> HRR;
            case ENCRYPTED_EXTENSIONS -> EE;
            case CERTIFICATE -> CT;
            case CERTIFICATE_REQUEST -> CR;
            case NEW_SESSION_TICKET -> NST;
        };
    }
}
