package io.handfast.tools.certificates;

import java.net.IDN;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/** How a certificate names a host in its subject alternative name (RFC 5280 §4.2.1.6). */
public final class AlternativeName {

    private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    /** The preferred name syntax (RFC 1034 §3.5), with the underscores of some networks and a wildcard in front. */
    private static final Pattern DNS =
            Pattern.compile("(\\*\\.)?LABEL(\\.LABEL)*".replace("LABEL", "\\w([\\w-]{0,61}\\w)?"));

    private static final int LONGEST_DNS_NAME = 253;

    private AlternativeName() {}

    /**
     * The name for one host.
     *
     * @param host a DNS name, in any script and perhaps with a wildcard as its first label, or an IP address; without a port
     * @throws IllegalArgumentException if it is neither; the text names it
     */
    public static GeneralName of(String host) {
        try {
            return isAddress(host)
                    ? new GeneralName(GeneralName.iPAddress, host)
                    : new GeneralName(GeneralName.dNSName, ascii(host));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("neither a host name nor an IP address: \"" + host + "\"", e);
        }
    }

    private static String ascii(String host) {
        // RFC 5280 §7.2: names of other scripts are stored as DNS has them, which is what clients compare.
        String name = IDN.toASCII(host);
        if (!DNS.matcher(name).matches() || name.length() > LONGEST_DNS_NAME) {
            throw new IllegalArgumentException("no DNS name");
        }
        return name;
    }

    private static boolean isAddress(String host) {
        // With a slash it would be a range of addresses, which only name constraints have (RFC 5280 §4.2.1.10).
        return host.indexOf('/') < 0 && (IPV4.matcher(host).matches() || host.indexOf(':') >= 0);
    }
}
