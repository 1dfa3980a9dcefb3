package io.handfast.jsse.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableKeyException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/** Makes key managers over key stores; serves the algorithms PKIX, NewSunX509 and SunX509 (JSSE, {@code KeyManagerFactory}). */
public final class X509KeyManagerFactory extends KeyManagerFactorySpi {
    private @Nullable IndexedKeyManager manager;

    private final boolean opensAll;

    /**
     * For the provider; not yet initialised.
     *
     * @param opensAll whether a password is refused that does not open all keys of a store, as for {@code SunX509}, and not only
     *     one that opens none
     */
    public X509KeyManagerFactory(boolean opensAll) {
        this.opensAll = opensAll;
    }

    @Override
    protected void engineInit(@Nullable KeyStore store, char @Nullable [] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        manager = new IndexedKeyManager(store == null ? KeyIndex.empty() : index(store, password));
    }

    private KeyIndex index(KeyStore store, char @Nullable [] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        return opensAll ? KeyIndex.of(store, password) : KeyIndex.ofOpened(store, password);
    }

    @Override
    protected void engineInit(@Nullable ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        if (!(parameters instanceof KeyStoreBuilderParameters builders)) {
            throw new InvalidAlgorithmParameterException("the parameters must be KeyStoreBuilderParameters");
        }
        try {
            manager = new IndexedKeyManager(KeyIndex.of(builders.getParameters()));
        } catch (GeneralSecurityException e) {
            throw new InvalidAlgorithmParameterException("a key store of the parameters cannot be used", e);
        }
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        if (manager == null) {
            throw new IllegalStateException("the factory has not been initialised");
        }
        return new KeyManager[] {manager};
    }
}
