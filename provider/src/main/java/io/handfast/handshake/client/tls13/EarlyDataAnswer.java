package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.EarlyDataStatus;
import io.handfast.extension.ExtensionBlock;
import io.handfast.handshake.Effects;
import io.handfast.iana.ExtensionType;
import io.handfast.message.EndOfEarlyData;
import io.handfast.record.Protections;
import io.handfast.session.Session13;
import java.util.Optional;

/** What the server says to our early data, and what follows from it (RFC 8446 §4.2.10, §4.5). */
final class EarlyDataAnswer {
    private EarlyDataAnswer() {}

    /** Whether our write keys are those of early data, and stay so until the server has answered. */
    static boolean isPending(Handshake13 handshake) {
        return handshake.offer().offersEarlyData() && handshake.resumed().isPresent();
    }

    /** Our handshake keys, at once unless early data keeps them waiting; without our session there is no such thing. */
    static void protect(Handshake13 handshake, Effects effects) {
        if (isPending(handshake)) {
            return;
        }
        if (handshake.offer().offersEarlyData()) {
            learn(EarlyDataStatus.REJECTED, effects);
        }
        writeWithHandshakeKeys(handshake, effects);
    }

    /** Judges the answer in EncryptedExtensions. */
    static void read(
            Handshake13 handshake, ExtensionBlock extensions, Optional<String> applicationProtocol, Effects effects) {
        boolean accepted = extensions.has(ExtensionType.EARLY_DATA);
        if (!accepted) {
            if (isPending(handshake)) {
                learn(EarlyDataStatus.REJECTED, effects);
                writeWithHandshakeKeys(handshake, effects);
            }
            return;
        }
        // RFC 8446 §4.2.11: early data is taken together with the first key offered, which is our only one
        if (handshake.resumed().isEmpty()) {
            throw ILLEGAL_PARAMETER.because("server accepted early data, but not the session that it belongs to");
        }
        Session13 session = handshake.offer().session().orElseThrow();
        // RFC 8446 §4.2.10: suite and application protocol must be those of the session
        if (session.suite().codePoint() != handshake.suite().codePoint()) {
            throw ILLEGAL_PARAMETER.because("server accepted early data, but chose "
                    + handshake.suite().ianaName() + " where the session has "
                    + session.suite().ianaName());
        }
        if (!session.facts().applicationProtocol().equals(applicationProtocol)) {
            throw ILLEGAL_PARAMETER.because("server accepted early data, but chose the application protocol "
                    + applicationProtocol.orElse("(none)") + " where the session has "
                    + session.facts().applicationProtocol().orElse("(none)"));
        }
        learn(EarlyDataStatus.ACCEPTED, effects);
    }

    /** Says that no more early data comes, where the server takes it; then our handshake keys protect what we send. */
    static void end(Handshake13 handshake, Effects effects) {
        // RFC 8446 §4.5: sent if and only if the server has accepted, under the keys of the early data
        if (effects.facts().earlyData() == EarlyDataStatus.ACCEPTED) {
            handshake.transcript().add(effects.send(new EndOfEarlyData()));
            writeWithHandshakeKeys(handshake, effects);
        }
    }

    private static void writeWithHandshakeKeys(Handshake13 handshake, Effects effects) {
        effects.writeWith(Protections.write13(
                handshake.config().jca(), handshake.suite(), handshake.clientHandshakeTrafficSecret()));
    }

    private static void learn(EarlyDataStatus status, Effects effects) {
        effects.learned(effects.facts().with().earlyData(status).build());
    }
}
