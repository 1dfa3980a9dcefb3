package io.handfast.bench.stack;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Client and server of one stack with one setting; the contexts are made once and used for every connection. */
public interface Peers {
    /**
     * A client's engine, which checks chain and name.
     *
     * @param port tells servers apart where sessions are remembered
     */
    SSLEngine client(int port);

    SSLEngine server();

    /** The client's context, where the stack has sockets. */
    Optional<SSLContext> clientContext();

    /** The server's context, where the stack has sockets. */
    Optional<SSLContext> serverContext();

    /** Whether an engine may say that it is done before its last words were wrapped. */
    boolean holdBack();

    /** Whether the server keeps its tickets until it has data to send, as BoringSSL's does in TLS 1.3. */
    boolean ticketsWithData();

    /** Lets go of what the collector does not see. */
    void release(SSLEngine engine);
}
