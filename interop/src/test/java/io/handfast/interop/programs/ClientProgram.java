package io.handfast.interop.programs;

import java.net.URI;

/** A program that sends a body by HTTP and takes what comes back; made for one test, then closed (RFC 9110 §9.3.3). */
interface ClientProgram extends AutoCloseable {

    Answer post(URI uri, byte[] body) throws Exception;

    @Override
    default void close() throws Exception {}

    /** How one comes into being. */
    interface Maker {
        ClientProgram make(Install install) throws Exception;
    }
}
