package io.handfast.jsse;

import io.handfast.config.HandshakeFacts;
import io.handfast.connection.Exports;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.Bytes;
import io.handfast.x509.EndPointHash;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLKeyException;
import org.jspecify.annotations.Nullable;

/**
 * What a connection gives to protocols above it: exported keys and channel bindings (RFC 5705, RFC 8446 §7.5, RFC 5929, RFC
 * 9266).
 *
 * @param client whose end this is
 */
record KeyingMaterial(Supplier<HandshakeFacts> facts, Exports exports, boolean client) {
    private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";
    private static final int EXPORTER_LENGTH = 32;

    byte[] export(String label, byte @Nullable [] context, int length) throws SSLKeyException {
        Secret exported = secret(label, context, length);
        byte[] bytes = exported.reveal().clone();
        exported.destroy();
        return bytes;
    }

    SecretKey exportKey(String algorithm, String label, byte @Nullable [] context, int length) throws SSLKeyException {
        Objects.requireNonNull(algorithm, "algorithm");
        Secret exported = secret(label, context, length);
        SecretKey key = new SecretKeySpec(exported.reveal(), algorithm);
        exported.destroy();
        return key;
    }

    Optional<byte[]> channelBinding(String type) {
        return switch (type) {
            // RFC 9266 §2: an empty context, which before TLS 1.3 is not the same as none
            case "tls-exporter" ->
                exports.export(EXPORTER_LABEL, new byte[0], EXPORTER_LENGTH).map(exported -> {
                    byte[] bytes = exported.reveal().clone();
                    exported.destroy();
                    return bytes;
                });
            case "tls-unique" -> exports.firstFinished().map(Bytes::toArray);
            case "tls-server-end-point" ->
                serverCertificate().flatMap(certificate -> EndPointHash.of(certificate, Jca.of(Jca.Source.AUTO)));
            default ->
                throw new IllegalArgumentException("the channel binding \"" + type
                        + "\" is none of tls-exporter, tls-unique and tls-server-end-point");
        };
    }

    private Secret secret(String label, byte @Nullable [] context, int length) throws SSLKeyException {
        Objects.requireNonNull(label, "label");
        if (length <= 0) {
            throw new IllegalArgumentException("cannot export " + length + " bytes");
        }
        Optional<Secret> exported = exports.export(label, context, length);
        if (exported.isPresent()) {
            return exported.get();
        }
        HandshakeFacts known = facts.get();
        boolean tls13 = known.version().filter(ProtocolVersion::is13).isPresent();
        if (exports.established() && !tls13 && !known.extendedMasterSecret()) {
            // RFC 7627 §5.4: such a master secret may be shared with somebody in the middle
            throw new SSLKeyException("nothing is exported from this connection: the peer does not support the "
                    + "extended master secret (RFC 7627)");
        }
        throw new IllegalStateException(
                "keying material is exported from the end of the handshake to the end of the connection");
    }

    private Optional<X509Certificate> serverCertificate() {
        HandshakeFacts known = facts.get();
        return (client ? known.peerCertificates() : known.localCertificates())
                .stream().findFirst();
    }
}
