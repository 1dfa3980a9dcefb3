package io.handfast.x509;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a PEM file (RFC 7468 §5). */
public final class PemCertificates {
    private PemCertificates() {}

    /**
     * Reads all certificates, in the order of the file; other blocks are passed over.
     *
     * @param text the file
     * @throws PemException if there is none, or if anything in the file is broken; the message goes after the file's name
     */
    public static List<X509Certificate> read(CertificateFactory factory, byte[] text) throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<PemBlock> blocks = PemText.blocks(text);
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                certificates.add(certificate(factory, block));
            } else if (block.label().equals("TRUSTED CERTIFICATE")) {
                throw new PemException("holds a TRUSTED CERTIFICATE in line " + block.line()
                        + ", a format of OpenSSL's own; convert it with 'openssl x509'");
            }
        }
        blocks.forEach(PemBlock::clear);
        if (certificates.isEmpty()) {
            throw new PemException("holds no certificate: "
                    + (blocks.isEmpty() ? "there is no PEM block in it" : "there is " + labels(blocks) + " in it"));
        }
        return List.copyOf(certificates);
    }

    static String labels(List<PemBlock> blocks) {
        String shown = String.join(
                ", ",
                blocks.stream()
                        .map(PemBlock::place)
                        .limit(3)
                        .map(place -> place.substring("the ".length()))
                        .toList());
        return blocks.size() > 3 ? shown + " and " + (blocks.size() - 3) + " more" : shown;
    }

    private static X509Certificate certificate(CertificateFactory factory, PemBlock block) throws PemException {
        ByteArrayInputStream input = new ByteArrayInputStream(block.content());
        try {
            if (factory.generateCertificate(input) instanceof X509Certificate certificate && input.available() == 0) {
                return certificate;
            }
        } catch (CertificateException e) {
            throw new PemException(block.place() + " is no certificate: " + e.getMessage(), e);
        }
        throw new PemException(block.place() + " is not exactly one certificate");
    }
}
