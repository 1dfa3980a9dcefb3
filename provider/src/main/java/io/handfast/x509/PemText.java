package io.handfast.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the PEM blocks of a text; what stands around them is passed over, as {@code openssl} writes a lot there (RFC 7468 §2).
 *
 * <p>Lax about white space and line ends, strict about all else: a block that does not end, or whose content is not base64, is
 * an error and not a block less.
 */
final class PemText {
    /** The most that is read of one file, in bytes: the bundle of all public authorities is a fiftieth of this. */
    static final int MOST_BYTES = 8 << 20;

    private static final int MOST_BLOCKS = 10_000;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final String[] lines;
    private int at;

    private PemText(String[] lines) {
        this.lines = lines;
    }

    /** The blocks, in the order of the text. */
    static List<PemBlock> blocks(byte[] text) throws PemException {
        if (text.length > MOST_BYTES) {
            throw new PemException("is larger than " + MOST_BYTES + " bytes");
        }
        refuseOtherFormats(text);
        PemText reader = new PemText(new String(text, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1));
        List<PemBlock> blocks = new ArrayList<>();
        for (PemBlock block = reader.next(); block != null; block = reader.next()) {
            blocks.add(block);
            if (blocks.size() > MOST_BLOCKS) {
                throw new PemException("holds more than " + MOST_BLOCKS + " PEM blocks");
            }
        }
        return blocks;
    }

    private static void refuseOtherFormats(byte[] text) throws PemException {
        // What begins with a SEQUENCE of a length in two bytes is DER; no text begins so.
        if (text.length > 4 && text[0] == 0x30 && (text[1] & 0xff) == 0x82) {
            throw new PemException("is binary (DER, or a PKCS #12 key store), not PEM; convert it with "
                    + "'openssl x509 -inform der', 'openssl pkey -inform der' or 'openssl pkcs12'");
        }
        for (int i = 0; i < Math.min(text.length, 64); i++) {
            if (text[i] == 0) {
                throw new PemException("is not text in ASCII or UTF-8; was it saved as UTF-16?");
            }
        }
    }

    private @Nullable PemBlock next() throws PemException {
        while (at < lines.length) {
            String line = lines[at++].strip();
            int begin = line.indexOf(BEGIN);
            // A byte order mark, as some editors write it, may stand before the first block.
            if (begin >= 0 && line.endsWith(DASHES) && (begin == 0 || at == 1)) {
                String label = line.substring(begin + BEGIN.length(), line.length() - DASHES.length());
                return block(label, at);
            }
        }
        return null;
    }

    private PemBlock block(String label, int first) throws PemException {
        List<String> headers = new ArrayList<>();
        StringBuilder base64 = new StringBuilder();
        String end = END + label + DASHES;
        while (at < lines.length) {
            String line = lines[at++].strip();
            if (line.equals(end)) {
                return new PemBlock(label, headers, decode(base64, label, first), first);
            }
            if (line.startsWith(DASHES)) {
                throw new PemException("has a PEM block in line " + first + " that is not ended before line " + at
                        + " begins another");
            }
            if (base64.length() == 0 && (line.indexOf(':') > 0 || continues(headers, at - 1))) {
                headers.add(line);
            } else {
                base64.append(line);
            }
        }
        throw new PemException("has a PEM block in line " + first + " that is not ended; was the file cut off?");
    }

    /** RFC 1421 §4.6: a header goes on in the next line if that begins with white space. */
    private boolean continues(List<String> headers, int index) {
        return !headers.isEmpty() && (lines[index].startsWith(" ") || lines[index].startsWith("\t"));
    }

    private static byte[] decode(StringBuilder base64, String label, int line) throws PemException {
        byte[] text = new byte[base64.length()];
        for (int i = 0; i < text.length; i++) {
            char each = base64.charAt(i);
            text[i] = (byte) (each < 0x80 ? each : '?');
            base64.setCharAt(i, '0');
        }
        try {
            byte[] content = Base64.getDecoder().decode(text);
            if (content.length == 0) {
                throw new PemException("has an empty PEM block in line " + line);
            }
            return content;
        } catch (IllegalArgumentException e) {
            // The decoder's own words quote characters of what may be a key.
            throw new PemException(new PemBlock(label, List.of(), new byte[0], line)
                            .place()
                            .replaceFirst("^the", "has a damaged PEM block: the")
                    + " is not base64");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
