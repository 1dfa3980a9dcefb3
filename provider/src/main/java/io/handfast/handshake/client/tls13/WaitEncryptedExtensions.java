package io.handfast.handshake.client.tls13;

import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.hello.AnsweredLimits;
import io.handfast.handshake.client.hello.HelloRules;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.Received;
import java.util.Optional;

/** Waits for the server's answers to our extensions (RFC 8446 §4.3.1, §A.1 WAIT_EE). */
record WaitEncryptedExtensions(Handshake13 handshake) implements Negotiating {
    @Override
    public HandshakeState on(Received received, Effects effects) {
        ExtensionBlock extensions = expect(EncryptedExtensions.class, received).extensions();
        // RFC 8446 §4.3.1: what belongs elsewhere is forbidden here
        extensions.refuseMisplaced(ProtocolVersion.TLS13, Placement.ENCRYPTED_EXTENSIONS);
        extensions.refuseUnsolicited(handshake.offer().hello().extensions());
        AnsweredLimits.apply(handshake.offer(), extensions, true, effects);
        Optional<String> protocol = HelloRules.applicationProtocol(handshake.offer(), extensions);
        if (protocol.isPresent() || extensions.has(ExtensionType.MAX_FRAGMENT_LENGTH)) {
            HandshakeFactsBuilder facts = effects.facts().with();
            if (protocol.isPresent()) {
                facts.applicationProtocol(protocol);
            }
            AnsweredLimits.learn(extensions, facts);
            effects.learned(facts.build());
        }
        EarlyDataAnswer.read(handshake, extensions, protocol, effects);
        handshake.transcript().add(received.raw());
        // RFC 8446 §2.2: with a pre-shared key the server authenticates by its Finished, and shows no chain
        if (handshake.resumed().isPresent() || handshake.byExternalKey()) {
            return new WaitFinished(handshake, Optional.empty(), Optional.empty());
        }
        return new WaitCertificateOrCertificateRequest(
                handshake.with(CertificateTypes.answered(handshake.config(), extensions)));
    }
}
