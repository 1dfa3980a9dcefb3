package io.handfast.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/** Recognizes what is often sent to a TLS port by mistake, to say so (RFC 8446 §5, RFC 5246 Appendix E.2). */
final class NotTls {
    private static final Set<String> HTTP_STARTS =
            Set.of("GET /", "HEAD ", "POST ", "PUT /", "DELET", "OPTIO", "CONNE", "PATCH", "TRACE", "HTTP/", "PRI *");
    private static final Set<String> GREETINGS = Set.of("SSH-2", "220 ", "220-", "+OK ", "* OK ", "EHLO ", "HELO ");

    private NotTls() {}

    /** Whether this begins a ClientHello of SSL 2.0, or a newer one in that form: top bit set, and message 1. */
    static boolean isSsl2Hello(byte[] header, int offset) {
        return (header[offset] & 0x80) != 0 && header[offset + 2] == 1;
    }

    /** Words to append to an error about a header of five bytes; empty when nothing is recognized. */
    static String hint(byte[] header, int offset) {
        String text = new String(header, offset, RecordHeader.LENGTH, ISO_8859_1);
        if (HTTP_STARTS.contains(text)) {
            return "; these are the first bytes of plain HTTP, not of TLS";
        }
        if (GREETINGS.stream().anyMatch(text::startsWith)) {
            return "; these are the first bytes of another protocol without TLS: " + text.strip();
        }
        return "; the peer does not seem to speak TLS";
    }
}
