package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;

import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.Placement;
import io.handfast.extension.PreSharedKey;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.ExternalKey;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.KeptFacts;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.HelloRules;
import io.handfast.handshake.client.hello.OfferedShare;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.HandshakeSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ServerHello;
import io.handfast.record.Protections;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite13;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.util.Optional;

/** From a ServerHello of TLS 1.3 to the handshake keys (RFC 8446 §4.1.3, §4.2.8, §7.1). */
public final class Entry13 {
    private Entry13() {}

    /** Accepts the server's choice; the state returned reads under handshake keys. */
    public static HandshakeState on(
            ServerHello hello, Bytes raw, ClientOffer offer, Transcript transcript, Effects effects) {
        CipherSuite13 suite = checkedSuite(offer, hello);
        effects.settled(ProtocolVersion.TLS13);
        Optional<Session13> resumed = resumed(offer, suite, hello.extensions());
        Optional<ExternalKey> external = external(offer, suite, hello.extensions());
        Optional<OfferedShare> share = isAlone(offer, external, hello.extensions())
                ? Optional.empty()
                : Optional.of(chosenShare(offer, hello.extensions()));
        if (resumed.isEmpty()
                && external.isEmpty()
                && !offer.config().sessions().creationEnabled()) {
            throw HANDSHAKE_FAILURE.because(
                    "server does not take up our session, and the program does not allow a new one");
        }
        HandshakeFactsBuilder facts =
                effects.facts().with().version(ProtocolVersion.TLS13).cipherSuite(suite);
        if (share.isPresent()) {
            facts.group(share.get().group());
        }
        if (external.isPresent()) {
            facts.preSharedKeyIdentity(external.get().identity());
        }
        effects.learned((resumed.isPresent()
                        ? KeptFacts.resumedByClient(facts, resumed.get().facts())
                        : fresh(offer, hello, facts))
                .build());
        Hkdf hkdf = new Hkdf(offer.config().jca(), suite.hash());
        HandshakeSecret handshakeSecret = handshakeSecret(hkdf, resumed, external, share, hello.extensions());
        offer.destroyShares();
        offer.destroySession();

        transcript.hashWith(suite.hash());
        transcript.add(raw);
        // Nothing signs the messages themselves in TLS 1.3; from here on their hash is enough.
        transcript.releaseMessages();
        byte[] transcriptHash = transcript.hash();
        Handshake13 handshake = new Handshake13(
                offer,
                suite,
                resumed.isPresent() ? Optional.of(resumed.get().facts()) : Optional.empty(),
                external.isPresent(),
                CertificateTypes.X509,
                transcript,
                handshakeSecret,
                handshakeSecret.clientHandshakeTrafficSecret(transcriptHash),
                handshakeSecret.serverHandshakeTrafficSecret(transcriptHash));
        try {
            handshake.log(
                    KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET,
                    handshake.clientHandshakeTrafficSecret().secret());
            handshake.log(
                    KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET,
                    handshake.serverHandshakeTrafficSecret().secret());
            protect(handshake, effects);
            return new WaitEncryptedExtensions(handshake);
        } catch (RuntimeException failed) {
            // No state has taken them over.
            handshake.destroy();
            throw failed;
        }
    }

    /** Agrees, if the server has a share; that secret is gone when this returns, and when it fails. */
    private static HandshakeSecret handshakeSecret(
            Hkdf hkdf,
            Optional<Session13> resumed,
            Optional<ExternalKey> external,
            Optional<OfferedShare> share,
            ExtensionBlock extensions) {
        if (share.isEmpty()) {
            return earlySecret(hkdf, resumed, external).handshakeSecretWithoutKeyExchange();
        }
        Secret sharedSecret = agree(share.get(), extensions);
        try {
            return earlySecret(hkdf, resumed, external).handshakeSecret(sharedSecret);
        } finally {
            sharedSecret.destroy();
        }
    }

    private static EarlySecret earlySecret(Hkdf hkdf, Optional<Session13> resumed, Optional<ExternalKey> external) {
        if (resumed.isPresent()) {
            return EarlySecret.of(hkdf, resumed.get().preSharedKey());
        }
        return external.isPresent() ? EarlySecret.of(hkdf, external.get().key()) : EarlySecret.withoutPsk(hkdf);
    }

    private static CipherSuite13 checkedSuite(ClientOffer offer, ServerHello hello) {
        // RFC 8446 §4.1.3: the version field has one right value; the version itself is known from the extension
        if (hello.legacyVersion() != ProtocolVersion.TLS12.code()) {
            throw ILLEGAL_PARAMETER.because(String.format(
                    "ServerHello of TLS 1.3 has the legacy_version 0x%04x, not 0x0303", hello.legacyVersion()));
        }
        HelloRules.requireEcho(offer, hello.sessionId());
        CipherSuite13 suite = HelloRules.suite13(offer, hello.cipherSuite());
        HelloRules.requireNullCompression(hello.compressionMethod());
        // RFC 8446 §4.1.4: the suite of the HelloRetryRequest stays
        if (offer.retry().isPresent() && offer.retry().get().cipherSuite() != hello.cipherSuite()) {
            throw ILLEGAL_PARAMETER.because(
                    "ServerHello chose " + suite.ianaName() + ", the HelloRetryRequest another suite");
        }
        hello.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.SERVER_HELLO);
        hello.extensions().refuseUnsolicited(offer.hello().extensions());
        return suite;
    }

    /** The session that the server takes up again, if it does. */
    private static Optional<Session13> resumed(ClientOffer offer, CipherSuite13 suite, ExtensionBlock extensions) {
        Optional<PreSharedKey.Selected> selected = extensions.find(PreSharedKey.Selected.class);
        if (selected.isEmpty() || offer.session().isEmpty()) {
            return Optional.empty();
        }
        Session13 session = offer.session().get();
        // RFC 8446 §4.2.11: the index is within the client's list, which has one entry
        if (selected.get().selectedIdentity() != 0) {
            throw ILLEGAL_PARAMETER.because(
                    "server took the pre-shared key " + selected.get().selectedIdentity() + ", but we offered one");
        }
        // RFC 8446 §4.2.11: the suite goes with the hash of the key
        if (session.suite().hash() != suite.hash()) {
            throw ILLEGAL_PARAMETER.because(
                    "server took a pre-shared key for another hash than that of " + suite.ianaName());
        }
        return Optional.of(session);
    }

    /** The key agreed outside of TLS that the server takes, if it does. */
    private static Optional<ExternalKey> external(ClientOffer offer, CipherSuite13 suite, ExtensionBlock extensions) {
        Optional<PreSharedKey.Selected> selected = extensions.find(PreSharedKey.Selected.class);
        if (selected.isEmpty() || offer.externalKeys().isEmpty()) {
            return Optional.empty();
        }
        int index = selected.get().selectedIdentity();
        // RFC 8446 §4.2.11: the index is within the client's list
        if (index >= offer.externalKeys().size()) {
            throw ILLEGAL_PARAMETER.because("server took the pre-shared key " + index + ", but we offered "
                    + offer.externalKeys().size());
        }
        ExternalKey key = offer.externalKeys().get(index);
        // RFC 8446 §4.2.11: the suite goes with the hash of the key
        if (key.hash() != suite.hash()) {
            throw ILLEGAL_PARAMETER.because(
                    "server took a pre-shared key for another hash than that of " + suite.ianaName());
        }
        return Optional.of(key);
    }

    /** A session of its own: named by us alone where it may be resumed, because the echoed id is no secret choice. */
    private static HandshakeFactsBuilder fresh(ClientOffer offer, ServerHello hello, HandshakeFactsBuilder facts) {
        boolean remembers = offer.config().sessions().remembers();
        return facts.sessionId(remembers ? KeptFacts.freshId(offer.config()) : hello.sessionId())
                .sessionCreatedAt(offer.config().sessions().now());
    }

    /** Whether the server uses a key without a key exchange, as we have said that it may. */
    private static boolean isAlone(ClientOffer offer, Optional<ExternalKey> external, ExtensionBlock extensions) {
        // RFC 8446 §4.2.9: the mode is one of those that we listed; after a retry for a share there is one
        return external.isPresent() && offer.config().options().keysAlone() && !extensions.has(ExtensionType.KEY_SHARE);
    }

    private static OfferedShare chosenShare(ClientOffer offer, ExtensionBlock extensions) {
        int group = serverShare(extensions).group();
        // RFC 8446 §4.2.8: the share is in a group that we sent one for; after a retry that is the group it asked for
        Optional<OfferedShare> share = offer.share(group);
        if (share.isEmpty()) {
            throw ILLEGAL_PARAMETER.because(String.format(
                    "server's key share is in group 0x%04x, ours are in %s", group, offer.shareGroupNames()));
        }
        return share.get();
    }

    private static KeyShareEntry serverShare(ExtensionBlock extensions) {
        Optional<KeyShare.Selected> selected = extensions.find(KeyShare.Selected.class);
        // RFC 8446 §4.2.11: a pre-shared key comes with a key exchange, where we asked for that
        if (selected.isEmpty() && extensions.has(ExtensionType.PRE_SHARED_KEY)) {
            throw ILLEGAL_PARAMETER.because(
                    "server took a pre-shared key, but has no key_share for the key exchange that we asked for with it");
        }
        // RFC 8446 §9.2: without a pre-shared key there is no TLS 1.3 without key_share
        if (selected.isEmpty()) {
            throw MISSING_EXTENSION.because("ServerHello of TLS 1.3 has no key_share");
        }
        return selected.get().share();
    }

    private static Secret agree(OfferedShare share, ExtensionBlock extensions) {
        try {
            return share.key().agree(serverShare(extensions).keyExchange().toArray());
        } catch (InvalidKeyShareException e) {
            throw ILLEGAL_PARAMETER.because(
                    "server's key share is no element of " + share.group().ianaName(), e);
        }
    }

    private static void protect(Handshake13 handshake, Effects effects) {
        effects.readWith(Protections.read13(
                handshake.config().jca(), handshake.suite(), handshake.serverHandshakeTrafficSecret()));
        // Our own keys change at once too: a fault in the server's flight is then told under protection.
        EarlyDataAnswer.protect(handshake, effects);
    }
}
