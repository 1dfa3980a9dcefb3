package io.handfast.extension;

import static io.handfast.extension.Placement.CERTIFICATE;
import static io.handfast.extension.Placement.CERTIFICATE_REQUEST;
import static io.handfast.extension.Placement.CLIENT_HELLO;
import static io.handfast.extension.Placement.ENCRYPTED_EXTENSIONS;
import static io.handfast.extension.Placement.HELLO_RETRY_REQUEST;
import static io.handfast.extension.Placement.NEW_SESSION_TICKET;
import static io.handfast.extension.Placement.SERVER_HELLO;

import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.WireReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The registry of extensions: for each, the messages that may carry it and how its body reads there (RFC 8446 §4.2).
 *
 * <p>A ServerHello may carry one set of extensions in TLS 1.3 and another before; every other message with extensions is
 * either a ClientHello, whose extensions do not depend on the version, or of TLS 1.3 alone.
 */
public final class Extensions {
    private static final Map<Integer, Map<Placement, Spot>> REGISTRY = new HashMap<>();

    static {
        register(ExtensionType.SERVER_NAME)
                .in(CLIENT_HELLO, ServerName.Offered::decode)
                .inServerHello12(ServerName.Acknowledged::decode)
                .in(ENCRYPTED_EXTENSIONS, ServerName.Acknowledged::decode);
        register(ExtensionType.MAX_FRAGMENT_LENGTH)
                .in(CLIENT_HELLO, MaxFragmentLength::decode)
                .inServerHello12(MaxFragmentLength::decode)
                .in(ENCRYPTED_EXTENSIONS, MaxFragmentLength::decode);
        register(ExtensionType.STATUS_REQUEST)
                .in(CLIENT_HELLO, StatusRequest.Offered::decode)
                .inServerHello12(StatusRequest.Acknowledged::decode)
                .in(CERTIFICATE_REQUEST, StatusRequest.Acknowledged::decode)
                .in(CERTIFICATE, StatusRequest.Response::decode);
        // Before TLS 1.3 no server has a reason to send its groups, but some do, and refusing them helps nobody.
        register(ExtensionType.SUPPORTED_GROUPS)
                .in(CLIENT_HELLO, SupportedGroups::decode)
                .inServerHello12(SupportedGroups::decode)
                .in(ENCRYPTED_EXTENSIONS, SupportedGroups::decode);
        register(ExtensionType.EC_POINT_FORMATS)
                .in(CLIENT_HELLO, EcPointFormats::decode)
                .inServerHello12(EcPointFormats::decode);
        register(ExtensionType.SIGNATURE_ALGORITHMS)
                .in(CLIENT_HELLO, SignatureAlgorithms::decode)
                .in(CERTIFICATE_REQUEST, SignatureAlgorithms::decode);
        register(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION)
                .in(CLIENT_HELLO, ApplicationLayerProtocolNegotiation::decode)
                .inServerHello12(ApplicationLayerProtocolNegotiation::decodeAnswer)
                .in(ENCRYPTED_EXTENSIONS, ApplicationLayerProtocolNegotiation::decodeAnswer);
        register(ExtensionType.STATUS_REQUEST_V2)
                .in(CLIENT_HELLO, StatusRequestV2.Offered::decode)
                .inServerHello12(StatusRequestV2.Acknowledged::decode);
        register(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP)
                .unread(CLIENT_HELLO, CERTIFICATE_REQUEST, CERTIFICATE)
                .inServerHello12(null);
        register(ExtensionType.CLIENT_CERTIFICATE_TYPE)
                .in(CLIENT_HELLO, ClientCertificateType.Offered::decode)
                .inServerHello12(ClientCertificateType.Selected::decode)
                .in(ENCRYPTED_EXTENSIONS, ClientCertificateType.Selected::decode);
        register(ExtensionType.SERVER_CERTIFICATE_TYPE)
                .in(CLIENT_HELLO, ServerCertificateType.Offered::decode)
                .inServerHello12(ServerCertificateType.Selected::decode)
                .in(ENCRYPTED_EXTENSIONS, ServerCertificateType.Selected::decode);
        register(ExtensionType.PADDING).in(CLIENT_HELLO, Padding::decode);
        register(ExtensionType.ENCRYPT_THEN_MAC)
                .in(CLIENT_HELLO, EncryptThenMac::decode)
                .inServerHello12(EncryptThenMac::decode);
        register(ExtensionType.EXTENDED_MASTER_SECRET)
                .in(CLIENT_HELLO, ExtendedMasterSecret::decode)
                .inServerHello12(ExtendedMasterSecret::decode);
        register(ExtensionType.COMPRESS_CERTIFICATE).unread(CLIENT_HELLO, CERTIFICATE_REQUEST);
        register(ExtensionType.COMPRESS_CERTIFICATE)
                .in(CLIENT_HELLO, CompressCertificate::decode)
                .in(CERTIFICATE_REQUEST, CompressCertificate::decode);
        register(ExtensionType.RECORD_SIZE_LIMIT)
                .in(CLIENT_HELLO, RecordSizeLimit::decode)
                .inServerHello12(RecordSizeLimit::decode)
                .in(ENCRYPTED_EXTENSIONS, RecordSizeLimit::decode);
        register(ExtensionType.SESSION_TICKET)
                .in(CLIENT_HELLO, SessionTicket::decode)
                .inServerHello12(SessionTicket::decodePromise);
        register(ExtensionType.EARLY_DATA)
                .in(CLIENT_HELLO, EarlyDataIndication.Announced::decode)
                .in(ENCRYPTED_EXTENSIONS, EarlyDataIndication.Announced::decode)
                .in(NEW_SESSION_TICKET, EarlyDataIndication.Limit::decode);
        register(ExtensionType.SUPPORTED_VERSIONS)
                .in(CLIENT_HELLO, SupportedVersions.Offered::decode)
                .in(SERVER_HELLO, SupportedVersions.Selected::decode)
                .in(HELLO_RETRY_REQUEST, SupportedVersions.Selected::decode);
        register(ExtensionType.COOKIE).in(CLIENT_HELLO, Cookie::decode).in(HELLO_RETRY_REQUEST, Cookie::decode);
        register(ExtensionType.PSK_KEY_EXCHANGE_MODES).in(CLIENT_HELLO, PskKeyExchangeModes::decode);
        register(ExtensionType.CERTIFICATE_AUTHORITIES)
                .in(CLIENT_HELLO, CertificateAuthorities::decode)
                .in(CERTIFICATE_REQUEST, CertificateAuthorities::decode);
        register(ExtensionType.OID_FILTERS).in(CERTIFICATE_REQUEST, OidFilters::decode);
        register(ExtensionType.POST_HANDSHAKE_AUTH).in(CLIENT_HELLO, PostHandshakeAuth::decode);
        register(ExtensionType.SIGNATURE_ALGORITHMS_CERT)
                .in(CLIENT_HELLO, SignatureAlgorithmsCert::decode)
                .in(CERTIFICATE_REQUEST, SignatureAlgorithmsCert::decode);
        register(ExtensionType.KEY_SHARE)
                .in(CLIENT_HELLO, KeyShare.Offered::decode)
                .in(SERVER_HELLO, KeyShare.Selected::decode)
                .in(HELLO_RETRY_REQUEST, KeyShare.RetryGroup::decode);
        register(ExtensionType.RENEGOTIATION_INFO)
                .in(CLIENT_HELLO, RenegotiationInfo::decode)
                .inServerHello12(RenegotiationInfo::decode);
        register(ExtensionType.PRE_SHARED_KEY)
                .in(CLIENT_HELLO, PreSharedKey.Offered::decode)
                .in(SERVER_HELLO, PreSharedKey.Selected::decode);
    }

    private Extensions() {}

    /** Whether the registry has this code point. */
    public static boolean isKnown(int type) {
        return REGISTRY.containsKey(type);
    }

    /** Whether we know this extension and also that a message of this kind cannot carry it in this version. */
    static boolean isMisplaced(int type, ProtocolVersion version, Placement placement) {
        Map<Placement, Spot> spots = REGISTRY.get(type);
        if (spots == null) {
            return false;
        }
        Spot spot = spots.get(placement);
        return spot == null || placement == SERVER_HELLO && spot.before13() == version.is13();
    }

    /** Reads a body as it stands in a message of this kind; where it is unknown or misplaced, keeps it unread. */
    static Extension decode(int type, Placement placement, WireReader body) {
        Spot spot = REGISTRY.getOrDefault(type, Map.of()).get(placement);
        if (spot == null || spot.decoder() == null) {
            return UnknownExtension.decode(type, body);
        }
        Extension extension = spot.decoder().apply(body);
        body.expectEnd();
        return extension;
    }

    private static Line register(int type) {
        Map<Placement, Spot> spots = new HashMap<>();
        REGISTRY.put(type, spots);
        return new Line(spots);
    }

    /** One place of an extension: whether that is before TLS 1.3 only (ServerHello), and how the body reads there. */
    private record Spot(boolean before13, @Nullable Function<WireReader, Extension> decoder) {}

    /** One extension's line in the registry. */
    private record Line(Map<Placement, Spot> spots) {
        Line in(Placement placement, Function<WireReader, Extension> decoder) {
            spots.put(placement, new Spot(false, decoder));
            return this;
        }

        Line inServerHello12(@Nullable Function<WireReader, Extension> decoder) {
            spots.put(SERVER_HELLO, new Spot(true, decoder));
            return this;
        }

        /** Places of an extension that we recognise, but whose body nobody here reads. */
        Line unread(Placement... placements) {
            for (Placement placement : placements) {
                spots.put(placement, new Spot(false, null));
            }
            return this;
        }
    }
}
