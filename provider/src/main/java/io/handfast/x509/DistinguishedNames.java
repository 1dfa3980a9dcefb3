package io.handfast.x509;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;

/** Reads the names of certification authorities that a peer accepts (RFC 8446 §4.2.4, RFC 5246 §7.4.4). */
public final class DistinguishedNames {
    private DistinguishedNames() {}

    /**
     * Reads DER-encoded names, in the order given.
     *
     * @throws CertificateException when one of them is not exactly one distinguished name
     */
    public static List<X500Principal> parse(List<byte[]> encoded) throws CertificateException {
        List<X500Principal> names = new ArrayList<>(encoded.size());
        for (byte[] each : encoded) {
            names.add(parse(each));
        }
        return List.copyOf(names);
    }

    private static X500Principal parse(byte[] encoded) throws CertificateException {
        try {
            ASN1Primitive name = ASN1Primitive.fromByteArray(encoded);
            if (name instanceof ASN1Sequence) {
                return new X500Principal(X500Name.getInstance(name).getEncoded());
            }
        } catch (IOException | RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            throw new CertificateException("the name of an authority does not parse", e);
        }
        throw new CertificateException("the name of an authority is not a distinguished name");
    }
}
