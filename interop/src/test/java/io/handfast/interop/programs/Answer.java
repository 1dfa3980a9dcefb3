package io.handfast.interop.programs;

/**
 * What a client program got for what it sent (RFC 9110 §3.4).
 *
 * @param status 200, one hopes
 * @param protocol the version of HTTP in which the server saw the request, such as {@code HTTP/2.0}; header {@link #PROTOCOL}
 * @param body what came back
 */
record Answer(int status, String protocol, byte[] body) {

    /** The header in which servers tell. */
    static final String PROTOCOL = "X-Protocol";
}
