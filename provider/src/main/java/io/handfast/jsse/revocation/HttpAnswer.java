package io.handfast.jsse.revocation;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What came back for an HTTP request: a body, or another place to look (RFC 9112 §2, §6, §7.1).
 *
 * @param location where to look instead; empty if there is a body
 */
record HttpAnswer(String location, byte[] body) {
    boolean redirects() {
        return !location.isEmpty();
    }

    /** Reads one answer from a connection that the other side closes after it. */
    static final class Reader {
        private static final int LONGEST_HEAD = 16 * 1024;
        private static final int LONGEST_CHUNK_LINE = 256;
        private static final int BUFFER = 8 * 1024;

        private final Socket socket;
        private final InputStream in;
        private final Deadline deadline;
        private final int largest;
        private final byte[] buffer = new byte[BUFFER];
        private int position;
        private int filled;
        private int headLeft = LONGEST_HEAD;

        Reader(Socket socket, Deadline deadline, int largest) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
            this.largest = largest;
        }

        HttpAnswer read() throws IOException {
            int status = status(line());
            Map<String, String> headers = headers();
            if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
                String location = headers.getOrDefault("location", "");
                if (location.isEmpty()) {
                    throw new IOException("redirects to nowhere");
                }
                return new HttpAnswer(location, new byte[0]);
            }
            if (status != 200) {
                throw new IOException("answers with HTTP status " + status);
            }
            return new HttpAnswer("", body(headers));
        }

        private byte[] body(Map<String, String> headers) throws IOException {
            HttpFetch.Body body = new HttpFetch.Body(largest);
            if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
                chunks(body);
            } else if (headers.containsKey("content-length")) {
                long length = number(headers.get("content-length"), 10);
                body.require(length);
                take(body, length);
            } else {
                while (fill()) {
                    body.add(rest(), filled - position);
                    position = filled;
                }
            }
            return body.toByteArray();
        }

        private void chunks(HttpFetch.Body body) throws IOException {
            while (true) {
                headLeft = LONGEST_CHUNK_LINE;
                String line = line();
                int extension = line.indexOf(';');
                long length = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
                if (length == 0) {
                    return;
                }
                body.require(length);
                take(body, length);
                if (!line().isEmpty()) {
                    throw new IOException("sends chunks that do not end");
                }
            }
        }

        private void take(HttpFetch.Body body, long length) throws IOException {
            long left = length;
            while (left > 0) {
                if (!fill()) {
                    throw new EOFException("ends in the middle of its answer");
                }
                int count = (int) Math.min(left, filled - position);
                body.add(rest(), count);
                position += count;
                left -= count;
            }
        }

        private byte[] rest() {
            byte[] rest = new byte[filled - position];
            System.arraycopy(buffer, position, rest, 0, rest.length);
            return rest;
        }

        private Map<String, String> headers() throws IOException {
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.putIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            return headers;
        }

        private static int status(String line) throws IOException {
            String[] parts = line.split(" ", 3);
            if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || parts[1].length() != 3) {
                throw new IOException("does not answer in HTTP");
            }
            return (int) number(parts[1], 10);
        }

        private static long number(String text, int radix) throws IOException {
            try {
                if (text.length() <= 15) {
                    long value = Long.parseLong(text, radix);
                    if (value >= 0) {
                        return value;
                    }
                }
            } catch (NumberFormatException e) {
                throw new IOException("sends something else where a number should be", e);
            }
            throw new IOException("sends a number out of range");
        }

        /** A line without its end; all lines together are bounded. */
        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (true) {
                if (!fill()) {
                    throw new EOFException("ends in the middle of its answer");
                }
                if (--headLeft < 0) {
                    throw new IOException("sends an endless head");
                }
                byte next = buffer[position++];
                if (next == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                }
                line.write(next);
            }
        }

        /** Whether there is anything to read; waits for it no longer than the deadline. */
        private boolean fill() throws IOException {
            if (position < filled) {
                return true;
            }
            socket.setSoTimeout(deadline.millis());
            position = 0;
            filled = Math.max(0, in.read(buffer));
            return filled > 0;
        }
    }
}
