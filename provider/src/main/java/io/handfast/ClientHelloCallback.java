package io.handfast;

/**
 * Decides what a client meets by what it offers, before anything is chosen; for servers (RFC 8446 §4.1.2).
 *
 * <pre>{@code
 * parameters.setClientHelloCallback(hello -> switch (hello.serverName().orElse("")) {
 *     case "admin.example" -> ClientHelloAnswer.context(adminContext);
 *     case "old.example" -> ClientHelloAnswer.proceed();
 *     default -> ClientHelloAnswer.refuse("unrecognized_name", "nobody of that name here");
 * });
 * }</pre>
 *
 * <p>Called once for each connection: by an engine in a delegated task, by a socket on the thread that shakes hands, and
 * never under a lock, so it may take its time and ask elsewhere. An exception that it throws ends the connection with an
 * {@code internal_error}.
 */
@FunctionalInterface
public interface ClientHelloCallback {
    /** What this client meets. */
    ClientHelloAnswer answer(ClientHelloView hello);
}
