package io.handfast.jsse.trust;

import io.handfast.config.Credential;
import io.handfast.wire.Bytes;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Chooses our key and chain by what the peer asks for (RFC 8446 §4.4.2.2, §4.4.2.3). */
final class IndexedKeyManager extends X509ExtendedKeyManager implements SessionGuard, CredentialKeeper {
    private final KeySource source;
    private final InstantSource clock;

    IndexedKeyManager(KeyIndex index) {
        this(KeySource.of(index));
    }

    IndexedKeyManager(KeySource source) {
        this(source, InstantSource.system());
    }

    IndexedKeyManager(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public void lookAgain(boolean mayTakeLong) {
        if (mayTakeLong) {
            source.current();
        } else {
            source.glance();
        }
    }

    @Override
    public List<X509Certificate> chainOf(Bytes digest) {
        return source.known().chains().find(digest);
    }

    @Override
    public boolean allowsResumption(List<X509Certificate> shown) {
        return source.constant() || !shown.isEmpty() && source.holds(shown.get(0));
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType, issuers, PeerRole.CLIENT);
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType, issuers, PeerRole.SERVER);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyTypes, issuers, PeerRole.CLIENT, () -> HandshakeView.of(socket));
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyTypes, issuers, PeerRole.CLIENT, () -> HandshakeView.of(engine));
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(only(keyType), issuers, PeerRole.SERVER, () -> HandshakeView.of(socket));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(only(keyType), issuers, PeerRole.SERVER, () -> HandshakeView.of(engine));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return find(alias)
                .map(key -> key.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return find(alias).map(StoredKey::privateKey).orElse(null);
    }

    @Override
    public Optional<Credential> credential(String alias) {
        Optional<StoredKey> key = find(alias);
        return key.isPresent() ? Optional.of(key.get().credential()) : Optional.empty();
    }

    private Optional<StoredKey> find(@Nullable String alias) {
        return alias == null ? Optional.empty() : source.known().byAlias(alias);
    }

    private static String @Nullable [] only(@Nullable String keyType) {
        return keyType == null ? null : new String[] {keyType};
    }

    private String @Nullable [] aliases(@Nullable String keyType, Principal @Nullable [] issuers, PeerRole role) {
        if (keyType == null) {
            return null;
        }
        KeyRequest request = KeyRequest.of(new String[] {keyType}, issuers, role, Optional.empty());
        List<StoredKey> keys = new KeyChoice(source.current(), request, clock.instant()).inOrder();
        return keys.isEmpty() ? null : keys.stream().map(StoredKey::alias).toArray(String[]::new);
    }

    private @Nullable String choose(
            String @Nullable [] keyTypes,
            Principal @Nullable [] issuers,
            PeerRole role,
            Supplier<Optional<HandshakeView>> view) {
        if (keyTypes == null || keyTypes.length == 0) {
            return null;
        }
        KeyIndex index = source.current();
        if (!index.hasAnyOf(keyTypes)) {
            return null;
        }
        Instant now = clock.instant();
        Optional<HandshakeView> seen = view.get();
        KeyQuestion question = KeyQuestion.of(keyTypes, issuers, role, seen, index, now);
        Optional<StoredKey> best = question == null
                ? best(index, KeyRequest.of(keyTypes, issuers, role, seen), now)
                : index.choices()
                        .answer(question, any -> best(index, KeyRequest.of(keyTypes, issuers, role, seen), now));
        return best.isPresent() ? best.get().alias() : null;
    }

    private static Optional<StoredKey> best(KeyIndex index, KeyRequest request, Instant now) {
        return new KeyChoice(index, request, now).best();
    }
}
