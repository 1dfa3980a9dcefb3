package io.handfast.interop.programs;

/** A server on a free loopback port that gives back what it is sent, in HTTP/1.1 and HTTP/2 (RFC 9110). */
interface ServerProgram extends AutoCloseable {

    int port();

    /** How one is started. */
    interface Maker {
        ServerProgram start(Install install) throws Exception;
    }
}
