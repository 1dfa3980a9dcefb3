package io.handfast.jsse;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;

import io.handfast.config.ApplicationProtocolSelector;
import io.handfast.config.ConfigChoice;
import io.handfast.config.OfferedHello;
import io.handfast.config.TlsConfig;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A program's answer to a ClientHello, made the configuration of one engine or socket (RFC 8446 §4.1.2).
 *
 * @param context the context that the connection began with
 * @param settings what it began with; a copy, changed by nobody
 */
record HelloPort(
        HelloCallback callback,
        TlsContext context,
        ConnectionSettings settings,
        Caller caller,
        Optional<ApplicationProtocolSelector> selector)
        implements ConfigChoice {
    @Override
    public TlsConfig choose(OfferedHello hello, TlsConfig config) {
        HelloCallback.Answer answer = callback.answer(hello);
        if (answer.context().isEmpty() && answer.parameters().isEmpty()) {
            return config;
        }
        TlsContext chosen = answer.context().map(HelloPort::ours).orElse(context);
        ConnectionSettings wishes = answer.context().isPresent() ? chosen.settings() : settings.copy();
        wishes.clientMode(false);
        try {
            answer.parameters().ifPresent(parameters -> ParametersMapping.add(parameters, wishes));
        } catch (IllegalArgumentException e) {
            throw INTERNAL_ERROR.because("the parameters chosen for this client are wrong: " + e.getMessage(), e);
        }
        wishes.chosen = wishes.chosen.with(Setting.CLIENT_HELLO, null);
        TlsConfig answered = chosen.config(wishes, caller, null, null, -1, selector);
        caller.adopt(wishes, chosen.sessions(false), answered);
        return answered;
    }

    private static TlsContext ours(SSLContext context) {
        if (context.getSocketFactory() instanceof TlsSocketFactory factory) {
            return factory.context();
        }
        throw INTERNAL_ERROR.because("the context chosen for this client is one of "
                + context.getProvider().getName() + ", not of Handfast");
    }
}
