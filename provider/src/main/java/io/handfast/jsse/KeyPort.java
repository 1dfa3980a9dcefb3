package io.handfast.jsse;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;

import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.jsse.trust.SessionGuard;
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
    @Override
    public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
        return credential(caller.serverAlias(manager, keyType, issuers(authorities)));
    }

    @Override
    public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
        return credential(caller.clientAlias(manager, keyTypes.toArray(String[]::new), issuers(authorities)));
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
    public boolean allowsResumption(List<X509Certificate> shown) {
        return !(manager instanceof SessionGuard guard) || guard.allowsResumption(shown);
    }

    private Optional<Credential> credential(@Nullable String alias) {
        if (alias == null) {
            return Optional.empty();
        }
        PrivateKey key = manager.getPrivateKey(alias);
        X509Certificate[] chain = manager.getCertificateChain(alias);
        // An entry may vanish between the choice and now; then there is no credential.
        return key == null || chain == null || chain.length == 0
                ? Optional.empty()
                : Optional.of(new Credential(key, List.of(chain)));
    }

    private static X500Principal principal(byte[] encoded) {
        try {
            return new X500Principal(encoded);
        } catch (IllegalArgumentException e) {
            throw DECODE_ERROR.because("the peer named a certificate authority that does not parse", e);
        }
    }
}
