package io.handfast.x509;

import io.handfast.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The DNS names and IP addresses a certificate is for, exactly as they stand in it (RFC 5280 §4.2.1.6).
 *
 * <p>Read from the extension's bytes, because ready-made readers turn an address into text and may drop a name they find odd.
 *
 * @param dns the dNSName entries, one character per byte
 * @param ip the iPAddress entries
 */
public record SubjectNames(List<String> dns, List<Bytes> ip) {
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final int SHOWN = 12;

    public SubjectNames {
        dns = List.copyOf(dns);
        ip = List.copyOf(ip);
    }

    /** The names of a certificate; empty lists when it has no such extension. */
    public static SubjectNames of(X509Certificate certificate) throws CertificateParsingException {
        byte[] extension = certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME);
        if (extension == null) {
            return new SubjectNames(List.of(), List.of());
        }
        List<String> dns = new ArrayList<>();
        List<Bytes> ip = new ArrayList<>();
        try {
            byte[] value = ASN1OctetString.getInstance(extension).getOctets();
            for (GeneralName name : GeneralNames.getInstance(value).getNames()) {
                if (name.getTagNo() == GeneralName.dNSName) {
                    dns.add(new String(
                            ASN1IA5String.getInstance(name.getName()).getOctets(), StandardCharsets.ISO_8859_1));
                } else if (name.getTagNo() == GeneralName.iPAddress) {
                    ip.add(Bytes.copyOf(
                            ASN1OctetString.getInstance(name.getName()).getOctets()));
                }
            }
        } catch (RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            throw parsing("the subject alternative names do not parse", e);
        }
        return new SubjectNames(dns, ip);
    }

    private static CertificateParsingException parsing(String reason, Exception cause) {
        CertificateParsingException exception = new CertificateParsingException(reason);
        exception.initCause(cause);
        return exception;
    }

    /** The names for a message, at most a dozen. */
    @Override
    public String toString() {
        if (dns.isEmpty() && ip.isEmpty()) {
            return "no DNS name and no IP address";
        }
        int total = dns.size() + ip.size();
        String shown = Stream.concat(
                        dns.stream().map(ReferenceName::printable),
                        ip.stream().map(address -> IpLiteral.print(address.toArray())))
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
        return total <= SHOWN ? shown : shown + " and " + (total - SHOWN) + " more";
    }
}
