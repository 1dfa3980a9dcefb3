package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.handshake.ExternalKey;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.session.Session12;
import io.handfast.session.Session13;
import java.util.List;
import java.util.Optional;

/**
 * What a client has offered, with the private keys behind it: all that an answer is measured by (RFC 8446 §4.1.2).
 *
 * @param config what the connection was asked to do
 * @param versions the versions that the ClientHello offers, newest first
 * @param hello the ClientHello that was sent last
 * @param shares its key shares, in its order; none without TLS 1.3
 * @param session the TLS 1.3 session that it offers to resume, whose key is this object's
 * @param session12 the TLS 1.2 session that it offers to resume, whose secret is this object's
 * @param externalKeys the keys agreed outside of TLS that it offers, which are this object's; none beside a session
 * @param retry what the ClientHello answers, if it is a second one
 */
public record ClientOffer(
        TlsConfig config,
        List<ProtocolVersion> versions,
        ClientHello hello,
        List<OfferedShare> shares,
        Optional<Session13> session,
        Optional<Session12> session12,
        List<ExternalKey> externalKeys,
        Optional<HelloRetryRequest> retry) {
    public ClientOffer {
        externalKeys = List.copyOf(externalKeys);
        versions = List.copyOf(versions);
        shares = List.copyOf(shares);
    }

    /** An offer that resumes nothing. */
    public ClientOffer(
            TlsConfig config,
            List<ProtocolVersion> versions,
            ClientHello hello,
            List<OfferedShare> shares,
            Optional<HelloRetryRequest> retry) {
        this(config, versions, hello, shares, Optional.empty(), Optional.empty(), List.of(), retry);
    }

    /** The same offer in another message. */
    public ClientOffer with(ClientHello changed) {
        return new ClientOffer(config, versions, changed, shares, session, session12, externalKeys, retry);
    }

    public boolean offers(ProtocolVersion version) {
        return versions.contains(version);
    }

    /** Whether a version before TLS 1.3 is among those offered. */
    public boolean offersBefore13() {
        for (ProtocolVersion version : versions) {
            if (!version.is13()) {
                return true;
            }
        }
        return false;
    }

    /** Whether early data went out behind this ClientHello. */
    public boolean offersEarlyData() {
        return hello.extensions().has(ExtensionType.EARLY_DATA);
    }

    /** The share that we sent for a group. */
    public Optional<OfferedShare> share(int group) {
        for (OfferedShare share : shares) {
            if (share.group().codePoint() == group) {
                return Optional.of(share);
            }
        }
        return Optional.empty();
    }

    /** The groups of our shares, for messages to people. */
    public List<String> shareGroupNames() {
        return shares.stream()
                .map(OfferedShare::group)
                .map(NamedGroup::ianaName)
                .toList();
    }

    /** Forgets all that is secret of it. */
    public void destroy() {
        destroyShares();
        destroySession();
    }

    /** Forgets the secrets of the sessions and the keys agreed outside of TLS that were offered. */
    public void destroySession() {
        if (session.isPresent()) {
            session.get().destroy();
        }
        if (session12.isPresent()) {
            session12.get().destroy();
        }
        destroyExternalKeys();
    }

    /** Forgets the keys agreed outside of TLS alone. */
    public void destroyExternalKeys() {
        for (ExternalKey each : externalKeys) {
            each.destroy();
        }
    }

    /** Forgets the private keys. */
    public void destroyShares() {
        for (OfferedShare share : shares) {
            share.key().destroy();
        }
    }
}
