package io.handfast.jsse;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;

import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.jsse.trust.CredentialKeeper;
import io.handfast.jsse.trust.SessionGuard;
import io.handfast.wire.Bytes;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Our keys, as a JSSE key manager chooses them for one engine or socket (RFC 8446 §4.4.2.2). */
record KeyPort(X509KeyManager manager, Caller caller) implements CredentialSource {
    /** How often a manager is asked whose choice is gone when its key is fetched. */
    private static final int MOST_CHOICES = 5;

    /** A question to the key manager; its answer is the alias of an entry, or null for none. */
    @FunctionalInterface
    private interface Choice {
        @Nullable
        String alias();
    }

    @Override
    public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
        Principal[] issuers = issuers(authorities);
        return credential(() -> caller.serverAlias(manager, keyType, issuers));
    }

    @Override
    public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
        Principal[] issuers = issuers(authorities);
        return credential(() -> caller.clientAlias(manager, keyTypes.toArray(String[]::new), issuers));
    }

    /** To a key manager no issuers means any issuer, which it is told with null. */
    private static Principal @Nullable [] issuers(List<byte[]> authorities) {
        return authorities.isEmpty()
                ? null
                : authorities.stream().map(KeyPort::principal).toArray(Principal[]::new);
    }

    @Override
    public void lookAgain(boolean mayTakeLong) {
        if (manager instanceof SessionGuard guard) {
            guard.lookAgain(mayTakeLong);
        }
    }

    @Override
    public List<X509Certificate> chainOf(Bytes digest) {
        return manager instanceof SessionGuard guard ? guard.chainOf(digest) : List.of();
    }

    @Override
    public boolean allowsResumption(List<X509Certificate> shown) {
        return !(manager instanceof SessionGuard guard) || guard.allowsResumption(shown);
    }

    private Optional<Credential> credential(Choice choice) {
        for (int choices = 0; choices < MOST_CHOICES; choices++) {
            String alias = choice.alias();
            if (alias == null) {
                return Optional.empty();
            }
            Optional<Credential> credential = credential(alias);
            if (credential.isPresent()) {
                return credential;
            }
            // The entry has vanished since it was chosen, as when files change; what there is now is another choice.
        }
        return Optional.empty();
    }

    private Optional<Credential> credential(String alias) {
        if (manager instanceof CredentialKeeper keeper) {
            return keeper.credential(alias);
        }
        PrivateKey key = manager.getPrivateKey(alias);
        X509Certificate[] chain = manager.getCertificateChain(alias);
        return key != null && chain != null && chain.length > 0
                ? Optional.of(new Credential(key, List.of(chain)))
                : Optional.empty();
    }

    private static X500Principal principal(byte[] encoded) {
        try {
            return new X500Principal(encoded);
        } catch (IllegalArgumentException e) {
            throw DECODE_ERROR.because("the peer named a certificate authority that does not parse", e);
        }
    }
}
