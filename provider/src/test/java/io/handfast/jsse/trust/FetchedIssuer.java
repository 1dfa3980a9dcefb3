package io.handfast.jsse.trust;

import com.sun.net.httpserver.HttpServer;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * A program that meets a leaf without its intermediate, which the leaf says where to fetch (RFC 5280 §4.2.2.1).
 *
 * <p>A JVM of its own, because the platform reads the property that allows it once and for all.
 */
final class FetchedIssuer {
    /** What the program ends with when the chain was accepted after one fetch. */
    static final int ACCEPTED = 40;

    /** What it ends with when the chain was refused and nothing was fetched. */
    static final int REFUSED = 41;

    private FetchedIssuer() {}

    public static void main(String[] arguments) throws Exception {
        TestCa ca = TestCa.create(KeyKind.EC_P256, "Fetched");
        byte[] intermediate = ca.intermediate().getEncoded();
        AtomicInteger fetches = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ca.cer", exchange -> {
            fetches.incrementAndGet();
            exchange.sendResponseHeaders(200, intermediate.length);
            exchange.getResponseBody().write(intermediate);
            exchange.close();
        });
        server.start();
        int result;
        try {
            String location = "http://127.0.0.1:" + server.getAddress().getPort() + "/ca.cer";
            byte[] access = new AuthorityInformationAccess(
                            AccessDescription.id_ad_caIssuers,
                            new GeneralName(GeneralName.uniformResourceIdentifier, location))
                    .getEncoded();
            Identity leaf = ca.leaf(KeyKind.EC_P256)
                    .extension("1.3.6.1.5.5.7.1.1", false, access)
                    .issue();
            X509ExtendedTrustManager trust = Managers.trusting(ca.trustStore());
            trust.checkServerTrusted(new X509Certificate[] {leaf.certificate()}, "UNKNOWN");
            result = fetches.get() == 1 ? ACCEPTED : 0;
        } catch (CertificateException e) {
            boolean named = String.valueOf(e.getMessage()).contains("CN=Fetched Intermediate");
            result = named && fetches.get() == 0 ? REFUSED : 0;
        } finally {
            server.stop(0);
        }
        System.exit(result);
    }
}
