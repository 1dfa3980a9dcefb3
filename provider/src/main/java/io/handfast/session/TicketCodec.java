package io.handfast.session;

import io.handfast.alert.TlsException;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What stands in a sealed ticket: a server's session as bytes, and back (RFC 5077 §4, RFC 8446 §4.6.1).
 *
 * <p>The client's chain goes along; ours is named by its fingerprint only, because the server has it anyway.
 */
final class TicketCodec {
    private static final int FORMAT = 3;
    private static final int KIND_12 = 12;
    private static final int KIND_13 = 13;

    /** What the bytes of most sessions fit into. */
    private static final int WITHOUT_CHAIN = 256;

    private static final int WITH_CHAIN = 4096;

    private final Jca jca;
    private final Fingerprints fingerprints;

    TicketCodec(Jca jca, Fingerprints fingerprints) {
        this.jca = jca;
        this.fingerprints = fingerprints;
    }

    /** The session as bytes, secret included: for sealing at once, and for clearing after. */
    WireWriter encode(Session session) {
        WireWriter out = new WireWriter(session.facts().peerCertificates().isEmpty() ? WITHOUT_CHAIN : WITH_CHAIN);
        out.u8(FORMAT);
        if (session instanceof Session12 session12) {
            out.u8(KIND_12)
                    .u16(session12.version().code())
                    .u16(session12.suite().codePoint());
            out.u8(session12.extendedMasterSecret() ? 1 : 0).u8(session12.encryptThenMac() ? 1 : 0);
            secret(out, session12.masterSecret());
        } else if (session instanceof Session13 session13) {
            out.u8(KIND_13).u16(session13.suite().codePoint());
            secret(out, session13.preSharedKey());
            out.u32(session13.ageAdd());
            instant(out, session13.issuedAt());
            out.u32(session13.lifetime().toSeconds()).u32(session13.maxEarlyDataSize());
            out.u16(session13.group().isPresent() ? session13.group().get().codePoint() : 0);
        }
        facts(out, session.facts());
        return out;
    }

    /**
     * The session that these bytes hold; empty if they hold none, which happens when the format changed.
     *
     * @param localChain finds a chain of ours by its fingerprint
     * @param peerChain replaces certificates by those that are held already
     */
    Optional<Session> decode(
            byte[] content,
            Function<Bytes, List<X509Certificate>> localChain,
            UnaryOperator<List<X509Certificate>> peerChain) {
        try {
            WireReader in = new WireReader("ticket", content, 0, content.length);
            if (in.u8() != FORMAT) {
                return Optional.empty();
            }
            Session session = in.u8() == KIND_12 ? session12(in, localChain) : session13(in, localChain);
            try {
                in.expectEnd();
                SessionFacts facts = session.facts();
                return Optional.of(
                        session.with(facts.with(peerChain.apply(facts.peerCertificates()), facts.localCertificates())));
            } catch (RuntimeException failed) {
                session.destroy();
                throw failed;
            }
        } catch (TlsException | CertificateException | IllegalArgumentException unreadable) {
            // We sealed it, so it was another build of ours with other ideas; a full handshake follows.
            return Optional.empty();
        }
    }

    /** What names a chain of ours. */
    Bytes fingerprint(List<X509Certificate> chain) {
        return fingerprints.of(jca, chain);
    }

    private Session12 session12(WireReader in, Function<Bytes, List<X509Certificate>> localChain)
            throws CertificateException {
        ProtocolVersion version = ProtocolVersion.of(in.u16()).orElseThrow(() -> in.fault("has an unknown version"));
        CipherSuite12 suite = suite(in, CipherSuite12.class);
        boolean extendedMasterSecret = in.u8() == 1;
        boolean encryptThenMac = in.u8() == 1;
        Secret masterSecret = Secret.owning(in.secret8("master secret", 1));
        try {
            return new Session12(
                    facts(in, localChain),
                    version,
                    suite,
                    masterSecret,
                    extendedMasterSecret,
                    encryptThenMac,
                    Bytes.empty(),
                    Duration.ZERO);
        } catch (CertificateException | RuntimeException unreadable) {
            masterSecret.destroy();
            throw unreadable;
        }
    }

    private Session13 session13(WireReader in, Function<Bytes, List<X509Certificate>> localChain)
            throws CertificateException {
        CipherSuite13 suite = suite(in, CipherSuite13.class);
        Secret preSharedKey = Secret.owning(in.secret8("key", 1));
        try {
            long ageAdd = in.u32();
            Instant issuedAt = instant(in);
            Duration lifetime = Duration.ofSeconds(in.u32());
            long maxEarlyDataSize = in.u32();
            Optional<NamedGroup> group = NamedGroups.byCodePoint(in.u16());
            return new Session13(
                    facts(in, localChain),
                    suite,
                    preSharedKey,
                    Bytes.empty(),
                    ageAdd,
                    issuedAt,
                    lifetime,
                    maxEarlyDataSize,
                    group);
        } catch (CertificateException | RuntimeException unreadable) {
            preSharedKey.destroy();
            throw unreadable;
        }
    }

    private static <S> S suite(WireReader in, Class<S> kind) {
        return CipherSuites.byCodePoint(in.u16())
                .filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(() -> in.fault("has an unknown suite"));
    }

    private void facts(WireWriter out, SessionFacts facts) {
        out.opaque8(facts.id());
        instant(out, facts.createdAt());
        text(out, facts.serverName());
        text(out, facts.applicationProtocol());
        int chain = out.open24();
        for (X509Certificate certificate : facts.peerCertificates()) {
            out.opaque24(Bytes.owning(encoded(certificate)));
        }
        out.close24(chain);
        out.opaque8(fingerprint(facts.localCertificates()));
        CodePoints schemes = facts.peerSignatureAlgorithms();
        int list = out.open16();
        for (int i = 0; i < schemes.size(); i++) {
            out.u16(schemes.at(i));
        }
        out.close16(list);
        out.opaque16(Bytes.owning(facts.identification().getBytes(StandardCharsets.UTF_8)));
        out.u16(facts.maxFragmentLength());
    }

    private SessionFacts facts(WireReader in, Function<Bytes, List<X509Certificate>> localChain)
            throws CertificateException {
        return new SessionFacts(
                in.opaque8("id", 0, 255),
                instant(in),
                text(in),
                text(in),
                chain(in.vector24("chain", 0)),
                localChain.apply(in.opaque8("fingerprint", 0, 255)),
                CodePoints.of(in.vector16("schemes", 0).u16s()),
                new String(in.opaque16("identification", 0).toArray(), StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                in.u16());
    }

    private List<X509Certificate> chain(WireReader in) throws CertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        if (in.hasRemaining()) {
            CertificateFactory factory = jca.certificateFactory();
            while (in.hasRemaining()) {
                chain.add((X509Certificate) factory.generateCertificate(
                        new ByteArrayInputStream(in.opaque24("certificate", 1).toArray())));
            }
        }
        return chain;
    }

    private static void secret(WireWriter out, Secret secret) {
        out.u8(secret.length()).bytes(secret.reveal());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate of the session cannot be encoded", e);
        }
    }

    private static void text(WireWriter out, Optional<String> text) {
        out.opaque16(text.isPresent() ? Bytes.owning(text.get().getBytes(StandardCharsets.UTF_8)) : Bytes.empty());
    }

    private static Optional<String> text(WireReader in) {
        Bytes text = in.opaque16("text", 0);
        return text.isEmpty() ? Optional.empty() : Optional.of(new String(text.toArray(), StandardCharsets.UTF_8));
    }

    private static void instant(WireWriter out, Instant instant) {
        long millis = instant.toEpochMilli();
        out.u32(millis >>> 32).u32(millis);
    }

    private static Instant instant(WireReader in) {
        long high = in.u32();
        return Instant.ofEpochMilli(high << 32 | in.u32());
    }
}
