import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** An extended trust manager that does something first, and then asks another. */
public class ForwardingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager next;
    private final Expect.Action first;

    public ForwardingTrust(X509ExtendedTrustManager next, Expect.Action first) {
        this.next = next;
        this.first = first;
    }

    /** What happens first, with what the manager was asked. */
    protected void asked(X509Certificate[] chain, String authType, Object caller) throws CertificateException {
        try {
            first.run();
        } catch (CertificateException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        asked(chain, authType, socket);
        next.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        asked(chain, authType, socket);
        next.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        asked(chain, authType, engine);
        next.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        asked(chain, authType, engine);
        next.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        asked(chain, authType, null);
        next.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        asked(chain, authType, null);
        next.checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return next.getAcceptedIssuers();
    }
}
