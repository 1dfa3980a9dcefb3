package io.handfast.x509;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads IP addresses as people write them, strictly and without asking a resolver (RFC 4291 §2.2, RFC 6943 §3.1.1). */
final class IpLiteral {
    private IpLiteral() {}

    /** The 4 or 16 bytes of an address; brackets and the zone of an IPv6 address are dropped. Empty for all else. */
    static Optional<byte[]> parse(String text) {
        String address = text;
        if (address.startsWith("[") && address.endsWith("]")) {
            address = address.substring(1, address.length() - 1);
            return address.indexOf(':') < 0 ? Optional.empty() : parse6(withoutZone(address));
        }
        return address.indexOf(':') < 0 ? parse4(address) : parse6(withoutZone(address));
    }

    private static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }

    private static Optional<byte[]> parse4(String text) {
        // Nearly all that is looked at is a name, which does not end in a digit.
        if (text.isEmpty() || text.charAt(text.length() - 1) > '9') {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            // RFC 6943 §3.1.1: a leading zero is octal to some and decimal to others, so nobody may rely on it.
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(address);
    }

    private static Optional<byte[]> parse6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(bytes -> bytes.length == 16);
        }
        String tail = text.substring(gap + 2);
        if (tail.contains("::")) {
            return Optional.empty();
        }
        Optional<byte[]> before = groups(text.substring(0, gap));
        Optional<byte[]> after = groups(tail);
        if (before.isEmpty() || after.isEmpty() || endsInFour(text.substring(0, gap))) {
            return Optional.empty();
        }
        int known = before.get().length + after.get().length;
        // RFC 4291 §2.2: "::" stands for at least one group of zeros.
        if (known > 14) {
            return Optional.empty();
        }
        byte[] address = Arrays.copyOf(before.get(), 16);
        System.arraycopy(after.get(), 0, address, 16 - after.get().length, after.get().length);
        return Optional.of(address);
    }

    private static boolean endsInFour(String groups) {
        return groups.indexOf('.') >= 0;
    }

    /** The bytes of groups between colons; the last may be an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = text.split(":", -1);
        List<Byte> bytes = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<byte[]> four = parse4(parts[i]);
                if (four.isEmpty()) {
                    return Optional.empty();
                }
                for (byte each : four.get()) {
                    bytes.add(each);
                }
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                int group = Integer.parseInt(parts[i], 16);
                bytes.add((byte) (group >> 8));
                bytes.add((byte) group);
            } else {
                return Optional.empty();
            }
        }
        byte[] result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return Optional.of(result);
    }

    /** An address as people read it. */
    static String print(byte[] address) {
        StringBuilder text = new StringBuilder();
        if (address.length == 4) {
            for (byte each : address) {
                text.append(text.length() == 0 ? "" : ".").append(each & 0xff);
            }
        } else {
            for (int i = 0; i + 1 < address.length; i += 2) {
                text.append(i == 0 ? "" : ":")
                        .append(Integer.toHexString((address[i] & 0xff) << 8 | address[i + 1] & 0xff));
            }
        }
        return text.toString();
    }
}
