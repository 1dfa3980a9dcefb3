package io.handfast.jsse;

import io.handfast.config.ConnectionOptions;
import io.handfast.session.Sessions;

/** Our settings to what the core works from; what was not chosen stays at its default (RFC 8446 §9.3). */
final class SettingsMapping {
    private SettingsMapping() {}

    static ConnectionOptions options(Settings chosen) {
        ConnectionOptions defaults = ConnectionOptions.DEFAULTS;
        return defaults.withAbortWithoutCertificate(
                chosen.find(Setting.ABORT_WITHOUT_CERTIFICATE).orElse(defaults.abortWithoutCertificate()));
    }

    static Sessions sessions(Settings chosen, Sessions ofContext) {
        return chosen.find(Setting.TICKET_COUNT)
                .map(count ->
                        ofContext.withTickets(ofContext.sealsTickets(), count, count > 0 && ofContext.tickets12()))
                .orElse(ofContext);
    }
}
