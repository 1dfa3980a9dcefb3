package io.handfast.tools.certificates;

import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/** How a certificate names a host in its subject alternative name (RFC 5280 §4.2.1.6). */
public final class AlternativeName {

    private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private AlternativeName() {}

    /**
     * The name for one host.
     *
     * @param host a DNS name or an IP address, without a port
     * @throws IllegalArgumentException if it is neither; the text names it
     */
    public static GeneralName of(String host) {
        try {
            return new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("neither a host name nor an IP address: \"" + host + "\"", e);
        }
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
    }
}
