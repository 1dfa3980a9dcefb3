package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.StatusRequestV2;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.message.CertificateStatus;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Waits for the responses that the server staples to its chain, which it may send or not although it has announced them
 * (RFC 6066 §8, RFC 6961 §2.2).
 *
 * @param chain the server's, leaf first
 * @param after the state that takes whatever comes instead
 */
record WaitCertificateStatus(Handshake12 handshake, List<X509Certificate> chain, Negotiating after)
        implements Negotiating {
    /** The kinds of status that a ServerHello announces. */
    static CodePoints kinds(ExtensionBlock serverHello) {
        if (serverHello.has(ExtensionType.STATUS_REQUEST_V2)) {
            return CodePoints.of(StatusRequestV2.OCSP_MULTI, StatusRequest.OCSP);
        }
        return serverHello.has(ExtensionType.STATUS_REQUEST) ? CodePoints.of(StatusRequest.OCSP) : CodePoints.none();
    }

    /** Goes on after the server's chain. */
    static HandshakeState enter(
            Handshake12 handshake, List<X509Certificate> chain, Negotiating after, Effects effects) {
        boolean asked = handshake.offer().hello().extensions().has(ExtensionType.STATUS_REQUEST);
        learn(asked ? Optional.of(List.of()) : Optional.empty(), effects);
        return handshake.statusKinds().isEmpty() ? after : new WaitCertificateStatus(handshake, chain, after);
    }

    @Override
    public boolean costly() {
        return after.costly();
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        if (!(received.message() instanceof CertificateStatus status)) {
            return after.next(received, effects);
        }
        // RFC 6066 §8, RFC 6961 §2.2: of a kind that was agreed to
        if (!handshake.statusKinds().contains(status.kind())) {
            throw ILLEGAL_PARAMETER.because("the server's CertificateStatus is of kind " + status.kind()
                    + ", which its ServerHello did not announce");
        }
        if (status.responses().size() > chain.size()) {
            throw ILLEGAL_PARAMETER.because("the server's CertificateStatus has "
                    + status.responses().size() + " responses for " + chain.size() + " certificates");
        }
        learn(Optional.of(status.responses()), effects);
        handshake.transcript().add(received.raw());
        return after;
    }

    private static void learn(Optional<List<Bytes>> responses, Effects effects) {
        effects.learned(effects.facts().with().statusResponses(responses).build());
    }
}
