package io.handfast.config;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKeys;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite;
import io.handfast.trace.KeyLog;
import io.handfast.trace.TraceSink;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * All that one connection was asked to do, settled before its first byte and never changed (RFC 8446 §9).
 *
 * <p>The lists hold only what is enabled, known and allowed by the algorithm constraints, so that the handshake need not
 * ask again. Made by {@link TlsConfigBuilder}.
 *
 * @param jca the snapshot of where primitives come from
 * @param random the source of all randomness
 * @param ephemeralKeys makes the key shares, from the two above
 * @param versions enabled versions, newest first; never empty
 * @param cipherSuites enabled suites, in order of preference
 * @param groups groups offered and accepted, in order of preference
 * @param keyShareGroups the groups a client sends shares for in its first flight; a subset of {@code groups}
 * @param signatureSchemes schemes accepted from the peer in handshake signatures, in order of preference
 * @param signingSchemes schemes we sign with, in order of preference
 * @param applicationProtocols ALPN names, in order of preference; empty for no ALPN
 * @param applicationProtocolSelector replaces the choice by order, on a server
 * @param serverName the name a client asks for (SNI), when there is one that may be sent
 * @param serverNameFilter which names a server accepts
 * @param clientAuthentication whether a server asks for a client certificate
 * @param preferLocalCipherSuites a server chooses by its own order instead of the client's
 * @param peerVerifier decides on the peer's chain
 * @param credentials our keys and chains
 * @param middleboxCompatibility send what RFC 8446 §D.4 describes
 * @param maxHandshakeMessageSize the largest handshake message accepted, in bytes
 * @param maxRecordContent the most content of a record that we send or want to receive, in bytes: 64 to 2^14
 * @param maxCertificateChainLength the most certificates accepted from a peer
 * @param sessions what may be resumed, and where sessions are kept; {@link Sessions#none()} unless asked for
 * @param options what has a place neither in SSLParameters nor in the JDK's properties
 * @param keyLimits how many bytes a key of TLS 1.3 may protect
 * @param keyLog gets the traffic secrets; {@link KeyLog#NONE} unless asked for
 * @param trace gets the events; {@link TraceSink#NONE} unless asked for
 */
public record TlsConfig(
        Jca jca,
        SecureRandom random,
        EphemeralKeys ephemeralKeys,
        List<ProtocolVersion> versions,
        List<CipherSuite> cipherSuites,
        List<NamedGroup> groups,
        List<NamedGroup> keyShareGroups,
        List<SignatureScheme> signatureSchemes,
        List<SignatureScheme> signingSchemes,
        List<String> applicationProtocols,
        Optional<ApplicationProtocolSelector> applicationProtocolSelector,
        Optional<String> serverName,
        ServerNameFilter serverNameFilter,
        ClientAuthentication clientAuthentication,
        boolean preferLocalCipherSuites,
        PeerVerifier peerVerifier,
        CredentialSource credentials,
        boolean middleboxCompatibility,
        int maxHandshakeMessageSize,
        int maxRecordContent,
        int maxCertificateChainLength,
        Sessions sessions,
        ConnectionOptions options,
        KeyLimits keyLimits,
        KeyLog keyLog,
        TraceSink trace) {

    public TlsConfig {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        keyShareGroups = List.copyOf(keyShareGroups);
        signatureSchemes = List.copyOf(signatureSchemes);
        signingSchemes = List.copyOf(signingSchemes);
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    public boolean enables(ProtocolVersion version) {
        return versions.contains(version);
    }

    /** The enabled suite with this code point. */
    public Optional<CipherSuite> cipherSuite(int codePoint) {
        for (CipherSuite suite : cipherSuites) {
            if (suite.codePoint() == codePoint) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    /** The enabled group with this code point. */
    public Optional<NamedGroup> group(int codePoint) {
        for (NamedGroup group : groups) {
            if (group.codePoint() == codePoint) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    /** The accepted scheme with this code point. */
    public Optional<SignatureScheme> signatureScheme(int codePoint) {
        for (SignatureScheme scheme : signatureSchemes) {
            if (scheme.codePoint() == codePoint) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }
}
