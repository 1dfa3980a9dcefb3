import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;

/**
 * A key store without a file, as a token is: it has its entries from the start, and notes how it was loaded. The provider
 * {@code Kept} offers one with keys ({@code KEYS}) and one with trust ({@code TRUST}).
 */
public final class KeptStore extends KeyStoreSpi {
    /** What each load was given: the type of store, whether there was a stream, and the password. */
    public static final List<String> LOADS = Collections.synchronizedList(new ArrayList<>());

    private final String type;
    private final KeyStore entries;

    private KeptStore(String type, KeyStore entries) {
        this.type = type;
        this.entries = entries;
    }

    /** The provider of both. */
    public static Provider provider(KeyStore keys, KeyStore trust) {
        return new Kept(keys, trust);
    }

    private static final class Kept extends Provider {
        private static final long serialVersionUID = 1L;

        Kept(KeyStore keys, KeyStore trust) {
            super("Kept", "1", "stores without files");
            offer("KEYS", keys);
            offer("TRUST", trust);
        }

        private void offer(String type, KeyStore entries) {
            putService(new Service(this, "KeyStore", type, KeptStore.class.getName(), List.of(), null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new KeptStore(type, entries);
                }
            });
        }
    }

    @Override
    public void engineLoad(InputStream in, char[] password) {
        LOADS.add(type
                + (in == null ? " without a stream, " : " with a stream, ")
                + (password == null ? "no password" : new String(password)));
    }

    @Override
    public Key engineGetKey(String alias, char[] password) throws NoSuchAlgorithmException, UnrecoverableKeyException {
        try {
            return entries.getKey(alias, password);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
        return asked(() -> entries.getCertificateChain(alias));
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
        return asked(() -> entries.getCertificate(alias));
    }

    @Override
    public Date engineGetCreationDate(String alias) {
        return asked(() -> entries.getCreationDate(alias));
    }

    @Override
    public Enumeration<String> engineAliases() {
        return asked(entries::aliases);
    }

    @Override
    public boolean engineContainsAlias(String alias) {
        return asked(() -> entries.containsAlias(alias));
    }

    @Override
    public int engineSize() {
        return asked(entries::size);
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
        return asked(() -> entries.isKeyEntry(alias));
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
        return asked(() -> entries.isCertificateEntry(alias));
    }

    @Override
    public String engineGetCertificateAlias(Certificate certificate) {
        return asked(() -> entries.getCertificateAlias(certificate));
    }

    @Override
    public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineDeleteEntry(String alias) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineStore(OutputStream out, char[] password) {
        throw new UnsupportedOperationException();
    }

    private interface Question<T> {
        T ask() throws KeyStoreException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
