package io.handfast.x509;

import io.handfast.wire.Bytes;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;

/** The name we meant to reach: a DNS name or an IP address (RFC 9525 §6.1). */
public sealed interface ReferenceName {
    /** A DNS name in lower-case ASCII, without a final dot. */
    record Dns(String name) implements ReferenceName {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An IP address, 4 or 16 bytes. */
    record Ip(Bytes address) implements ReferenceName {
        @Override
        public String toString() {
            return IpLiteral.print(address.toArray());
        }
    }

    /**
     * Reads a host as an application gives it. Internationalised names must already be A-labels.
     *
     * @throws CertificateException when it is neither an address nor a DNS name, so that no certificate can be for it
     */
    static ReferenceName parse(String host) throws CertificateException {
        Optional<byte[]> address = IpLiteral.parse(host);
        if (address.isPresent()) {
            return new Ip(Bytes.owning(address.get()));
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (!isDnsName(name)) {
            throw new CertificateException("'" + printable(host) + "' is neither a DNS name nor an IP address");
        }
        return new Dns(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isDnsName(String name) {
        // RFC 1035 §2.3.4: labels of 1 to 63 bytes, 253 characters in all.
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            if (!isLabel(name, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        // RFC 1123 §2.1: the last label is never all digits, so "1.2.3" and "010.0.0.1" are failed addresses, not
        // names.
        return isLabel(name, start, name.length()) && !isNumber(name, start);
    }

    private static boolean isNumber(String name, int start) {
        for (int i = start; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits and underscores, and hyphens between them; 1 to 63 of them. */
    private static boolean isLabel(String name, int start, int end) {
        if (start == end || end - start > 63 || name.charAt(start) == '-' || name.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char each = name.charAt(i);
            boolean allowed = each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z'
                    || each >= '0' && each <= '9'
                    || each == '_'
                    || each == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /** What may stand in a message: anything but visible ASCII is shown as its code. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 253); i++) {
            char each = text.charAt(i);
            if (each > ' ' && each < 0x7f) {
                shown.append(each);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
            }
        }
        return shown.toString();
    }
}
