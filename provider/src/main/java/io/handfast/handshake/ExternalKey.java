package io.handfast.handshake;

import io.handfast.alert.TlsException;
import io.handfast.config.ExternalPsk;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.BinderKey;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.ImportedPsk;
import io.handfast.keyschedule.Transcript;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key agreed outside of TLS as one handshake uses it: as it is, or imported for the hash of the suite (RFC 8446 §4.2.11,
 * RFC 9258 §4.1).
 *
 * @param wireIdentity what stands in the ClientHello
 * @param key owned by this object
 * @param hash that of the suites it goes with
 * @param imported whether it was imported, which shows in its binder
 * @param identity what the program knows it by
 */
public record ExternalKey(Bytes wireIdentity, Secret key, HashAlgorithm hash, boolean imported, Bytes identity) {
    private static final int HKDF_SHA256 = 1;
    private static final int HKDF_SHA384 = 2;

    /** What a client offers: a key as it is where a suite has its hash, an imported one for each hash of the suites. */
    public static List<ExternalKey> offered(TlsConfig config) {
        List<ExternalPsk> preSharedKeys = config.options().preSharedKeys().offered(config.serverName());
        if (preSharedKeys.isEmpty()) {
            return List.of();
        }
        List<HashAlgorithm> hashes = config.cipherSuites().stream()
                .filter(CipherSuite13.class::isInstance)
                .map(suite -> ((CipherSuite13) suite).hash())
                .distinct()
                .toList();
        List<ExternalKey> keys = new ArrayList<>();
        try {
            for (ExternalPsk psk : preSharedKeys) {
                for (HashAlgorithm hash : hashes) {
                    if (psk.context().isPresent()) {
                        keys.add(imported(config, psk, hash));
                    } else if (psk.hash() == hash) {
                        keys.add(asItIs(psk));
                    }
                }
            }
        } catch (RuntimeException failed) {
            keys.forEach(ExternalKey::destroy);
            throw failed;
        }
        return keys;
    }

    /**
     * The one hash that a key goes with which a server knows by what stands in a ClientHello; none if it knows no such key, or
     * imports it, which is done for any hash.
     */
    public static Optional<HashAlgorithm> hashOf(TlsConfig config, Bytes wireIdentity) {
        return config.options()
                .preSharedKeys()
                .find(wireIdentity)
                .filter(psk -> psk.context().isEmpty())
                .map(ExternalPsk::hash);
    }

    /** The key that a server knows by what stands in a ClientHello, if it goes with this hash. */
    public static Optional<ExternalKey> find(TlsConfig config, Bytes wireIdentity, HashAlgorithm hash) {
        Optional<ExternalKey> plain = config.options()
                .preSharedKeys()
                .find(wireIdentity)
                .filter(psk -> psk.context().isEmpty() && psk.hash() == hash)
                .map(ExternalKey::asItIs);
        // RFC 9258 §4.1: a key is either used as it is or imported, never both
        return plain.or(() -> importedIdentity(wireIdentity)
                .flatMap(external -> config.options()
                        .preSharedKeys()
                        .find(external)
                        .filter(psk -> psk.context().isPresent())
                        .map(psk -> imported(config, psk, hash))
                        .filter(key -> key.wireIdentity().equals(wireIdentity))));
    }

    /**
     * The binder of this key.
     *
     * @param truncatedHash the hash up to the binders (RFC 8446 §4.2.11.2)
     */
    public byte[] binder(TlsConfig config, byte[] truncatedHash) {
        EarlySecret earlySecret = EarlySecret.of(new Hkdf(config.jca(), hash), key);
        BinderKey binderKey = imported ? earlySecret.importedBinderKey() : earlySecret.externalBinderKey();
        byte[] binder = binderKey.binder(truncatedHash);
        binderKey.destroy();
        earlySecret.destroy();
        return binder;
    }

    /** The hash that this key's binder covers. */
    public byte[] truncatedHash(Transcript before, Bytes clientHello, int bindersLength) {
        return before.hashIncluding(hash, clientHello.slice(0, clientHello.length() - bindersLength));
    }

    public void destroy() {
        key.destroy();
    }

    private static ExternalKey asItIs(ExternalPsk psk) {
        return new ExternalKey(psk.identity(), Secret.copyOf(psk.key().reveal()), psk.hash(), false, psk.identity());
    }

    private static ExternalKey imported(TlsConfig config, ExternalPsk psk, HashAlgorithm target) {
        Bytes wireIdentity = new WireWriter()
                .opaque16(psk.identity())
                .opaque16(psk.context().orElseThrow())
                .u16(ProtocolVersion.TLS13.code())
                .u16(target == HashAlgorithm.SHA384 ? HKDF_SHA384 : HKDF_SHA256)
                .toBytes();
        byte[] identityHash = config.jca().digest(psk.hash()).digest(wireIdentity.toArray());
        Secret key = ImportedPsk.of(new Hkdf(config.jca(), psk.hash()), psk.key(), identityHash, target.length());
        return new ExternalKey(wireIdentity, key, target, true, psk.identity());
    }

    /** The external identity within an ImportedIdentity; empty if these bytes are none. */
    private static Optional<Bytes> importedIdentity(Bytes wireIdentity) {
        try {
            WireReader in = wireIdentity.reader("ImportedIdentity");
            Bytes external = in.opaque16("external_identity", 1);
            in.opaque16("context", 0);
            in.u16();
            in.u16();
            in.expectEnd();
            return Optional.of(external);
        } catch (TlsException none) {
            // Any bytes may be an identity; these are not of an imported key.
            return Optional.empty();
        }
    }
}
