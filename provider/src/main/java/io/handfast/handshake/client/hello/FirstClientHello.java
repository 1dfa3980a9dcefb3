package io.handfast.handshake.client.hello;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.SessionTicket;
import io.handfast.handshake.ExternalKey;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRandoms;
import io.handfast.session.Session12;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the ClientHello that opens a connection (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2). */
public final class FirstClientHello {
    private static final int INVENTED_SESSION_ID_LENGTH = 32;

    /** Not a suite: we could do better than we offer (RFC 7507 §2). */
    private static final int TLS_FALLBACK_SCSV = 0x5600;

    private FirstClientHello() {}

    /** The offer that follows from the configuration, with fresh keys and a fresh random. */
    public static ClientOffer of(TlsConfig config) {
        List<ProtocolVersion> versions = negotiable(config);
        if (versions.isEmpty()) {
            throw HANDSHAKE_FAILURE.because("there is nothing to offer: none of the enabled versions "
                    + config.versions()
                    + " has an enabled cipher suite with what it needs; suites " + config.cipherSuites() + ", groups "
                    + config.groups().stream().map(NamedGroup::ianaName).toList());
        }
        boolean tls13 = versions.contains(ProtocolVersion.TLS13);
        List<CipherSuite> suites = usable(config, versions);
        List<OfferedShare> shares = tls13 ? shares(config) : List.of();
        try {
            return of(config, versions, suites, shares);
        } catch (RuntimeException failed) {
            destroy(shares);
            throw failed;
        }
    }

    private static ClientOffer of(
            TlsConfig config, List<ProtocolVersion> versions, List<CipherSuite> suites, List<OfferedShare> shares) {
        OfferedKeys keys = OfferedKeys.of(config, versions);
        try {
            return of(config, versions, suites, shares, keys);
        } catch (RuntimeException failed) {
            keys.destroy();
            throw failed;
        }
    }

    private static ClientOffer of(
            TlsConfig config,
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            List<OfferedShare> shares,
            OfferedKeys keys) {
        if (keys.isEmpty() && !config.sessions().creationEnabled()) {
            throw HANDSHAKE_FAILURE.because(
                    "there is no session to resume with this server, and the program does not allow a new one");
        }
        Optional<Session13> session = keys.session();
        Optional<Session12> session12 = keys.session12();
        List<ExternalKey> externalKeys = keys.externalKeys();
        boolean tls13 = versions.contains(ProtocolVersion.TLS13);
        ExtensionBlock extensions = OfferedExtensions.of(config, versions, suites, shares);
        Optional<GreasedOffer> greased =
                config.options().grease() ? Optional.of(GreasedOffer.random(config)) : Optional.empty();
        if (greased.isPresent()) {
            extensions = greased.get().extensions(extensions);
        }
        Optional<SessionTicket> ticket = OfferedSession12.ticket(config, versions, session12);
        if (ticket.isPresent()) {
            extensions = extensions.with(ticket.get());
        }
        if (session.isPresent()) {
            if (OfferedEarlyData.fits(config, session.get())) {
                extensions = extensions.with(new EarlyDataIndication.Announced());
            }
            extensions = extensions.with(OfferedSession.unbound(config, session.get()));
        }
        if (!externalKeys.isEmpty()) {
            extensions =
                    extensions.with(OfferedExternalKeys.modes(config)).with(OfferedExternalKeys.unbound(externalKeys));
        }
        ClientHello hello = new ClientHello(
                legacyVersion(versions.get(0)),
                random(config, HelloRandoms.LENGTH),
                sessionId(config, tls13, session12),
                suites(codePoints(config, versions, suites, session12), greased),
                ClientHello.NULL_COMPRESSION,
                extensions);
        return new ClientOffer(config, versions, hello, shares, session, session12, externalKeys, Optional.empty());
    }

    private static CodePoints codePoints(
            TlsConfig config, List<ProtocolVersion> versions, List<CipherSuite> suites, Optional<Session12> session12) {
        boolean fallsBack = config.options().oldPeers().signalsFallback()
                && !versions.get(0).is13();
        // RFC 7507 §4: the signal stands last; beside a session of this very version it must not be sent
        return fallsBack && session12.isEmpty()
                ? CodePoints.of(IntStream.concat(
                                suites.stream().mapToInt(CipherSuite::codePoint), IntStream.of(TLS_FALLBACK_SCSV))
                        .toArray())
                : CodePoints.of(suites, CipherSuite::codePoint);
    }

    private static CodePoints suites(CodePoints suites, Optional<GreasedOffer> greased) {
        return greased.isPresent() ? greased.get().suites(suites) : suites;
    }

    private static Bytes sessionId(TlsConfig config, boolean tls13, Optional<Session12> session12) {
        if (session12.isPresent()) {
            // RFC 5077 §3.4: beside a ticket stands a fresh id, whose echo says that the ticket was taken
            return session12.get().ticket().isEmpty()
                    ? session12.get().facts().id()
                    : random(config, INVENTED_SESSION_ID_LENGTH);
        }
        // RFC 8446 §4.1.2, §D.4: compatibility mode invents a session
        return tls13 && config.middleboxCompatibility() ? random(config, INVENTED_SESSION_ID_LENGTH) : Bytes.empty();
    }

    private static List<ProtocolVersion> negotiable(TlsConfig config) {
        List<ProtocolVersion> versions = new ArrayList<>();
        for (ProtocolVersion version : config.versions()) {
            if (canNegotiate(config, version)) {
                versions.add(version);
            }
        }
        return versions;
    }

    private static List<CipherSuite> usable(TlsConfig config, List<ProtocolVersion> versions) {
        List<CipherSuite> suites = new ArrayList<>(config.cipherSuites().size());
        for (CipherSuite suite : config.cipherSuites()) {
            if (isUsable(suite, versions)) {
                suites.add(suite);
            }
        }
        return suites;
    }

    private static boolean isUsable(CipherSuite suite, List<ProtocolVersion> versions) {
        for (ProtocolVersion version : versions) {
            if (suite.usableIn(version)) {
                return true;
            }
        }
        return false;
    }

    private static int legacyVersion(ProtocolVersion newest) {
        // RFC 8446 §4.1.2: the version field stays at TLS 1.2 at most; supported_versions says the rest
        return newest.is13() ? ProtocolVersion.TLS12.code() : newest.code();
    }

    /** Whether anything is enabled that this version could choose. */
    private static boolean canNegotiate(TlsConfig config, ProtocolVersion version) {
        return hasSuite(config, version)
                && (version.before12() || hasScheme(config, version))
                && (!version.is13() || !config.groups().isEmpty());
    }

    private static boolean hasSuite(TlsConfig config, ProtocolVersion version) {
        for (CipherSuite suite : config.cipherSuites()) {
            if (suite.usableIn(version)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasScheme(TlsConfig config, ProtocolVersion version) {
        for (SignatureScheme scheme : config.signatureSchemes()) {
            if (!version.is13() || scheme.usableIn13()) {
                return true;
            }
        }
        return false;
    }

    private static List<OfferedShare> shares(TlsConfig config) {
        // RFC 8446 §4.2.8: each share is for a group that supported_groups lists
        List<OfferedShare> shares = new ArrayList<>();
        try {
            for (NamedGroup group : config.keyShareGroups()) {
                if (config.groups().contains(group)) {
                    shares.add(OfferedShare.generate(config, group));
                }
            }
        } catch (RuntimeException failed) {
            destroy(shares);
            throw failed;
        }
        return shares;
    }

    private static void destroy(List<OfferedShare> shares) {
        for (OfferedShare share : shares) {
            share.key().destroy();
        }
    }

    private static Bytes random(TlsConfig config, int length) {
        byte[] random = new byte[length];
        config.random().nextBytes(random);
        return Bytes.owning(random);
    }
}
