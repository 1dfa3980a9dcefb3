package io.handfast.x509;

import io.handfast.failure.Printable;
import java.util.Arrays;
import java.util.List;

/**
 * One block of PEM (RFC 7468 §3, RFC 1421 §4.6).
 *
 * @param label what stands after {@code BEGIN}
 * @param headers the lines before the content, such as {@code Proc-Type: 4,ENCRYPTED}
 * @param content the bytes; perhaps a private key, so whoever is done with them calls {@link #clear}
 * @param line where it begins, counted from 1
 */
record PemBlock(String label, List<String> headers, byte[] content, int line) {
    PemBlock {
        headers = List.copyOf(headers);
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE") || label.equals("X.509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    void clear() {
        Arrays.fill(content, (byte) 0);
    }

    /** What this block is and where, for messages. */
    String place() {
        return "the " + Printable.of(label) + " block in line " + line;
    }

    @Override
    public String toString() {
        return "PemBlock[" + place() + ", " + content.length + " bytes]";
    }
}
