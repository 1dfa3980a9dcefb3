package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.nio.charset.StandardCharsets;

/** The name of the server that a client wants to reach, and the server's word that it used it (RFC 6066 §3). */
public final class ServerName {
    private static final int HOST_NAME = 0;
    private static final int LONGEST = 255;
    private static final int LONGEST_LABEL = 63;

    private ServerName() {}

    /**
     * Whether a client may put a host into a ClientHello: letters, digits and hyphens in labels, no dot at the end, and
     * no address.
     */
    public static boolean maySend(String host) {
        if (host.length() > LONGEST) {
            return false;
        }
        int label = 0;
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', label)) {
            if (!isLabel(host, label, dot)) {
                return false;
            }
            label = dot + 1;
        }
        // RFC 6066 §3: no literal addresses; a name that ends in a number could only be one
        return isLabel(host, label, host.length()) && !isNumber(host, label);
    }

    private static boolean isLabel(String host, int from, int to) {
        if (from == to || to - from > LONGEST_LABEL || host.charAt(from) == '-' || host.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char each = host.charAt(i);
            if (!(each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || isDigit(each) || each == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String host, int from) {
        for (int i = from; i < host.length(); i++) {
            if (!isDigit(host.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /**
     * What a ClientHello carries.
     *
     * @param hostName 1 to 255 ASCII characters, as they came
     */
    public record Offered(String hostName) implements Extension {
        static Extension decode(WireReader body) {
            WireReader whole = body.again();
            WireReader list = body.vector16("server_name_list", 1);
            body.expectEnd();
            TypeSet seen = new TypeSet();
            String hostName = null;
            while (list.hasRemaining()) {
                int nameType = list.u8();
                // RFC 6066 §3: at most one name of a type; types to come also begin with a 16-bit length
                if (!seen.add(nameType)) {
                    throw ILLEGAL_PARAMETER.because("server_name has two names of type " + nameType);
                }
                Bytes name = list.opaque16("HostName", nameType == HOST_NAME ? 1 : 0);
                if (nameType == HOST_NAME) {
                    hostName = hostName(name);
                }
            }
            return hostName == null
                    ? new UnknownExtension(ExtensionType.SERVER_NAME, whole.rest())
                    : new Offered(hostName);
        }

        @Override
        public int type() {
            return ExtensionType.SERVER_NAME;
        }

        @Override
        public void encodeBody(WireWriter out) {
            int list = out.open16();
            out.u8(HOST_NAME);
            out.opaque16(Bytes.owning(hostName.getBytes(StandardCharsets.US_ASCII)));
            out.close16(list);
        }

        private static String hostName(Bytes name) {
            // RFC 6066 §3: an ASCII name without a dot at its end
            if (name.length() > LONGEST) {
                throw ILLEGAL_PARAMETER.because(
                        "server_name has " + name.length() + " bytes, more than a host can have");
            }
            for (int i = 0; i < name.length(); i++) {
                if (name.at(i) <= ' ' || name.at(i) > '~') {
                    throw ILLEGAL_PARAMETER.because("server_name has a byte that no host name can have: " + name.at(i));
                }
            }
            if (name.at(name.length() - 1) == '.') {
                throw ILLEGAL_PARAMETER.because("server_name ends in a dot");
            }
            return new String(name.toArray(), StandardCharsets.US_ASCII);
        }
    }

    /** What a ServerHello or EncryptedExtensions carries if the name was used; the body is empty. */
    public record Acknowledged() implements Extension {
        static Acknowledged decode(WireReader body) {
            // Nothing to read: the caller refuses a body that is not empty.
            return new Acknowledged();
        }

        @Override
        public int type() {
            return ExtensionType.SERVER_NAME;
        }

        @Override
        public void encodeBody(WireWriter out) {
            // The body is empty; being there is all this extension says.
        }
    }
}
