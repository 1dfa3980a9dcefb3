package io.handfast.x509;

import io.handfast.failure.CertificateFailure;
import io.handfast.failure.Printable;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the certificates of a Certificate message (RFC 8446 §4.4.2, RFC 5246 §7.4.2). */
public final class CertificateChains {
    private static final byte SEQUENCE = 0x30;

    private CertificateChains() {}

    /**
     * Reads a chain, leaf first, in the order given.
     *
     * @param encoded one DER certificate each
     * @param maximum the most certificates accepted
     * @throws CertificateException when there are too many or one of them is not exactly one DER certificate
     */
    public static List<X509Certificate> parse(CertificateFactory factory, List<byte[]> encoded, int maximum)
            throws CertificateException {
        if (encoded.size() > maximum) {
            throw new CertificateException(
                    "the peer sent " + encoded.size() + " certificates, more than the limit of " + maximum);
        }
        List<X509Certificate> chain = new ArrayList<>(encoded.size());
        for (byte[] each : encoded) {
            chain.add(parse(factory, each, chain.size()));
        }
        return List.copyOf(chain);
    }

    private static X509Certificate parse(CertificateFactory factory, byte[] encoded, int index)
            throws CertificateException {
        // The factory would also take PEM text, which has no place on the wire.
        if (encoded.length == 0 || encoded[0] != SEQUENCE) {
            throw broken(index, "is not DER", null);
        }
        ByteArrayInputStream input = new ByteArrayInputStream(encoded);
        Certificate certificate;
        try {
            certificate = factory.generateCertificate(input);
        } catch (CertificateException e) {
            throw broken(index, "does not parse: " + Printable.of(String.valueOf(e.getMessage())), e);
        }
        if (input.available() != 0) {
            throw broken(index, "is followed by other bytes", null);
        }
        if (certificate instanceof X509Certificate x509) {
            return x509;
        }
        throw broken(index, "is not an X.509 certificate", null);
    }

    private static CertificateFailure broken(int index, String what, @Nullable Exception cause) {
        return CertificateFailure.of(CertificateFailure.Check.FORMAT, "certificate " + index + " of the chain " + what)
                .index(index)
                .advice("the peer's certificate file is damaged, or its software makes faulty ones")
                .cause(cause)
                .exception();
    }
}
