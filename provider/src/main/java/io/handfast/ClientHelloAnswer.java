package io.handfast;

import io.handfast.alert.AlertDescription;
import io.handfast.jsse.HelloCallback;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** What a {@link ClientHelloCallback} decides; immutable. */
public final class ClientHelloAnswer {
    private static final ClientHelloAnswer PROCEED = new ClientHelloAnswer(Optional.empty(), Optional.empty());

    private final Optional<SSLContext> context;
    private final Optional<SSLParameters> parameters;

    private ClientHelloAnswer(Optional<SSLContext> context, Optional<SSLParameters> parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /** Everything stays as the engine or socket was set. */
    public static ClientHelloAnswer proceed() {
        return PROCEED;
    }

    /**
     * The connection goes on with these parameters; what they leave unset stays, client authentication and application protocols
     * too. To take one of these back, set it so in {@link HandfastParameters} ({@code setNeedClientAuth(false)}); plain
     * parameters cannot tell that from nothing said. No answer takes {@code setUseCipherSuitesOrder(true)} back.
     */
    public static ClientHelloAnswer parameters(SSLParameters parameters) {
        return PROCEED.with(parameters);
    }

    /**
     * The connection goes on as one of this context: with its keys, its trust, its sessions and its parameters.
     *
     * @param context of Handfast; another provider's ends the connection
     */
    public static ClientHelloAnswer context(SSLContext context) {
        return new ClientHelloAnswer(Optional.of(context), Optional.empty());
    }

    /** The same, with these parameters besides. */
    public ClientHelloAnswer with(SSLParameters wanted) {
        return new ClientHelloAnswer(context, Optional.of(HandfastParameters.of(wanted)));
    }

    /**
     * Ends the connection; never returns an answer, but reads well as one.
     *
     * @param alert what the client is told, by its name: such as {@code unrecognized_name} or {@code access_denied}
     * @param reason what our own exception says
     * @throws IllegalArgumentException if there is no such alert
     */
    public static ClientHelloAnswer refuse(String alert, String reason) {
        for (AlertDescription each : AlertDescription.values()) {
            if (each.ianaName().equals(alert)) {
                throw each.because(reason);
            }
        }
        throw new IllegalArgumentException("there is no alert named '" + alert + "'");
    }

    HelloCallback.Answer answer() {
        return new HelloCallback.Answer(context, parameters);
    }
}
