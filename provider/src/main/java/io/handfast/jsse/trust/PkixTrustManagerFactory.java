package io.handfast.jsse.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.PKIXBuilderParameters;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;
import org.jspecify.annotations.Nullable;

/** Makes trust managers that validate chains as PKIX describes; serves the algorithms PKIX and SunX509 (RFC 5280 §6). */
public final class PkixTrustManagerFactory extends TrustManagerFactorySpi {
    private @Nullable PkixTrustManager manager;

    /** For the provider; not yet initialised. */
    public PkixTrustManagerFactory() {}

    @Override
    protected void engineInit(@Nullable KeyStore store) throws KeyStoreException {
        try {
            use(PkixTrustManager.of(store == null ? DefaultStores.anchors() : TrustAnchors.of(store)));
        } catch (KeyStoreException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new KeyStoreException(e.getMessage(), e);
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyStoreException("the default trust store cannot be used", e);
        }
    }

    @Override
    protected void engineInit(@Nullable ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        if (parameters instanceof CertPathTrustManagerParameters certPath
                && certPath.getParameters() instanceof PKIXBuilderParameters pkix) {
            use(PkixTrustManager.of(pkix));
            return;
        }
        throw new InvalidAlgorithmParameterException(
                "the parameters must be CertPathTrustManagerParameters with PKIXBuilderParameters in them");
    }

    private void use(PkixTrustManager made) {
        manager = made;
        PlatformStart.begin(made.getAcceptedIssuers());
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
        if (manager == null) {
            throw new IllegalStateException("the factory has not been initialised");
        }
        return new TrustManager[] {manager};
    }
}
