package io.handfast.message;

import io.handfast.alert.TlsException;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.CertificateAuthorities;
import io.handfast.extension.CompressCertificate;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.CompressionAlgorithms;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What a handshake message says, in a few words for people: the telling fields, never a secret (RFC 8446 §4).
 *
 * <p>Signatures, tickets, binders and verify data show up as lengths only.
 */
public final class MessageSummary {
    private final LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    private final Names names;

    private MessageSummary(Names names) {
        this.names = names;
    }

    /**
     * How code points are called. The registries live in rooms that this one cannot enter, so the caller brings them.
     *
     * @param suite names a cipher suite
     * @param group names a group
     * @param scheme names a signature scheme
     */
    public record Names(IntFunction<String> suite, IntFunction<String> group, IntFunction<String> scheme) {
        /** Code points in hexadecimal digits. */
        public static final Names NUMBERS = new Names(MessageSummary::hex, MessageSummary::hex, MessageSummary::hex);
    }

    /** The message's telling fields, with code points as numbers. */
    public static Map<String, String> fields(HandshakeMessage message) {
        return fields(message, Names.NUMBERS);
    }

    /** The message's telling fields in the order of the message, with code points by name. */
    public static Map<String, String> fields(HandshakeMessage message, Names names) {
        MessageSummary summary = new MessageSummary(names);
        summary.describe(message);
        return summary.fields;
    }

    /** The message's name as the RFCs write it, such as {@code ClientHello}. */
    public static String name(HandshakeMessage message) {
        String name = message.getClass().getSimpleName();
        // Two forms of one message differ by a number that is ours, not the RFCs'.
        return name.endsWith("12") || name.endsWith("13") ? name.substring(0, name.length() - 2) : name;
    }

    private void describe(HandshakeMessage message) {
        if (message instanceof ClientHello hello) {
            put("version", version(hello.legacyVersion()));
            put("random", random(hello.random()));
            put("session id", bytes(hello.sessionId()));
            put("cipher suites", hello.cipherSuites().names(names.suite()));
            describe(hello.extensions());
        } else if (message instanceof ServerHello hello) {
            put("version", version(hello.legacyVersion()));
            put("random", random(hello.random()));
            put("session id", bytes(hello.sessionId()));
            put("cipher suite", names.suite().apply(hello.cipherSuite()));
            describe(hello.extensions());
        } else if (message instanceof HelloRetryRequest retry) {
            put("session id", bytes(retry.sessionId()));
            put("cipher suite", names.suite().apply(retry.cipherSuite()));
            describe(retry.extensions());
        } else if (message instanceof EncryptedExtensions encrypted) {
            describe(encrypted.extensions());
        } else if (message instanceof NewSessionTicket13 ticket) {
            put("lifetime", ticket.lifetimeSeconds() + " s");
            put("ticket", bytes(ticket.ticket()));
            describe(ticket.extensions());
        } else if (message instanceof NewSessionTicket12 ticket) {
            put("lifetime hint", ticket.lifetimeHintSeconds() + " s");
            put("ticket", bytes(ticket.ticket()));
        } else if (message instanceof KeyUpdate update) {
            put("update requested", String.valueOf(update.updateRequested()));
        } else if (message instanceof Finished finished) {
            put("verify data", bytes(finished.verifyData()));
        } else {
            describeAuthentication(message);
        }
    }

    private void describeAuthentication(HandshakeMessage message) {
        if (message instanceof Certificate13 certificate) {
            put("certificates", String.valueOf(certificate.entries().size()));
            describeStaples(certificate);
        } else if (message instanceof Certificate12 certificate) {
            put("certificates", String.valueOf(certificate.certificates().size()));
        } else if (message instanceof CompressedCertificate certificate) {
            put("compression", CompressionAlgorithms.nameOf(certificate.algorithm()));
            put("compressed", bytes(certificate.compressed()));
            put("uncompressed", certificate.uncompressedLength() + " bytes");
        } else if (message instanceof CertificateRequest13 request) {
            describe(request.extensions());
        } else if (message instanceof CertificateRequest12 request) {
            if (!request.signatureAlgorithms().isEmpty()) {
                put("signature schemes", request.signatureAlgorithms().names(names.scheme()));
            }
            put("authorities", String.valueOf(request.authorities().size()));
        } else if (message instanceof CertificateVerify verify) {
            scheme(verify.scheme());
            put("signature", bytes(verify.signature()));
        } else if (message instanceof CertificateStatus status) {
            put(
                    "responses",
                    status.responses().stream().map(MessageSummary::bytes).collect(Collectors.joining(", ")));
        } else if (message instanceof ServerKeyExchange exchange) {
            describe(exchange);
        } else if (message instanceof ClientKeyExchange exchange) {
            put("body", bytes(exchange.body()));
        }
    }

    private void describeStaples(Certificate13 certificate) {
        long stapled = certificate.entries().stream()
                .filter(entry ->
                        entry.extensions().find(StatusRequest.Response.class).isPresent())
                .count();
        if (stapled > 0) {
            put("stapled responses", String.valueOf(stapled));
        }
    }

    /** The message does not say of which key exchange and version it is; one that does not read as ECDHE is known by its length. */
    private void describe(ServerKeyExchange exchange) {
        Optional<EcdheServerKeyExchange> ecdhe =
                ecdhe(exchange, Dialect.TLS12).or(() -> ecdhe(exchange, Dialect.TLS10));
        if (ecdhe.isEmpty()) {
            put("body", bytes(exchange.body()));
            return;
        }
        put("group", names.group().apply(ecdhe.get().namedGroup()));
        scheme(ecdhe.get().scheme());
        put("signature", bytes(ecdhe.get().signature()));
    }

    private static Optional<EcdheServerKeyExchange> ecdhe(ServerKeyExchange exchange, Dialect dialect) {
        try {
            return Optional.of(EcdheServerKeyExchange.parse(exchange, dialect));
        } catch (TlsException notOfThisForm) {
            return Optional.empty();
        }
    }

    private void scheme(int codePoint) {
        if (codePoint != DigitallySigned.NO_SCHEME) {
            put("signature scheme", names.scheme().apply(codePoint));
        }
    }

    private void describe(ExtensionBlock block) {
        block.all().forEach(this::describe);
        if (!block.isEmpty()) {
            put(
                    "extensions",
                    block.all().stream()
                            .map(extension -> ExtensionType.nameOf(extension.type()))
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private void describe(Extension extension) {
        if (extension instanceof ServerName.Offered name) {
            put("server name", printable(name.hostName()));
        } else if (extension instanceof SupportedVersions.Offered versions) {
            put("versions", versions.versions().names(MessageSummary::version));
        } else if (extension instanceof SupportedVersions.Selected version) {
            put("selected version", version(version.version()));
        } else if (extension instanceof SupportedGroups groups) {
            put("groups", groups.groups().names(names.group()));
        } else if (extension instanceof KeyShare.Offered shares) {
            put("key shares", shares.groups().names(names.group()));
        } else if (extension instanceof KeyShare.Selected share) {
            put("key share", names.group().apply(share.share().group()));
        } else if (extension instanceof KeyShare.RetryGroup retry) {
            put("wanted group", names.group().apply(retry.group()));
        } else if (extension instanceof SignatureAlgorithms schemes) {
            put("signature schemes", schemes.schemes().names(names.scheme()));
        } else if (extension instanceof ApplicationLayerProtocolNegotiation alpn) {
            put(
                    "application protocols",
                    alpn.protocols().stream()
                            .map(MessageSummary::printable)
                            .collect(Collectors.joining(", ", "[", "]")));
        } else if (extension instanceof PreSharedKey.Offered keys) {
            put("pre-shared keys", String.valueOf(keys.identities().size()));
        } else if (extension instanceof PreSharedKey.Selected key) {
            put("selected identity", String.valueOf(key.selectedIdentity()));
        } else if (extension instanceof EarlyDataIndication.Limit limit) {
            put("early data", "at most " + limit.maxEarlyDataSize() + " bytes");
        } else if (extension instanceof CompressCertificate compression) {
            put("certificate compression", compression.algorithms().names(CompressionAlgorithms::nameOf));
        } else if (extension instanceof CertificateAuthorities authorities) {
            put("authorities", String.valueOf(authorities.authorities().size()));
        }
    }

    private void put(String field, String value) {
        fields.put(field, value);
    }

    private static String version(int code) {
        return ProtocolVersion.of(code).map(ProtocolVersion::protocolName).orElseGet(() -> hex(code));
    }

    private static String random(Bytes random) {
        return random.slice(0, 4).toHex() + "…";
    }

    private static String bytes(Bytes value) {
        return value.length() + " bytes";
    }

    private static String hex(int codePoint) {
        return String.format("0x%04x", codePoint);
    }

    /** A peer's string with everything but visible ASCII replaced, so that it cannot forge lines of a log. */
    private static String printable(String text) {
        return text.chars()
                .mapToObj(character -> character >= ' ' && character <= '~' ? Character.toString(character) : "?")
                .collect(Collectors.joining());
    }
}
