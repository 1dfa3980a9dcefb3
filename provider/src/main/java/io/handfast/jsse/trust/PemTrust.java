package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
import io.handfast.x509.PemCertificates;
import io.handfast.x509.PemException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust in the certificates of PEM files (RFC 7468 §5). */
public final class PemTrust {
    private PemTrust() {}

    /**
     * A trust manager over all certificates of the files.
     *
     * @throws PemException with a text that names the file
     */
    public static X509ExtendedTrustManager of(List<Path> files) throws PemException {
        List<X509Certificate> found = new ArrayList<>();
        for (Path each : files) {
            found.addAll(certificates(Jca.of(SystemProperties.primitives()), each));
        }
        return PkixTrustManager.of(new TrustAnchors(found));
    }

    private static List<X509Certificate> certificates(Jca jca, Path file) throws PemException {
        return certificates(jca, file, FileVersion::read);
    }

    static List<X509Certificate> certificates(Jca jca, Path file, FileVersion.Contents contents) throws PemException {
        try {
            return PemCertificates.read(jca.certificateFactory(), contents.of(file));
        } catch (IOException e) {
            throw new PemException("the certificate file cannot be read: " + e.getMessage(), e);
        } catch (PemException e) {
            throw new PemException("'" + file + "' " + e.getMessage(), e);
        }
    }
}
