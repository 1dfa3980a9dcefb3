package io.handfast.handshake.server.tls12;

import io.handfast.config.TlsConfig;
import io.handfast.extension.SessionTicket;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.KeptFacts;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.iana.CertificateType;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Finished;
import io.handfast.message.ServerHello;
import io.handfast.session.Session12;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** The server's only flight when it resumes, from ServerHello to Finished, top to bottom (RFC 5246 §7.3 figure 2, RFC 5077 §3.1). */
final class AbbreviatedFlight12 {
    private AbbreviatedFlight12() {}

    static HandshakeState send(
            TlsConfig config,
            Transcript transcript,
            ClientHello hello,
            Resumption12 resumption,
            Optional<String> protocol,
            Effects effects) {
        Session12 session = resumption.session();
        boolean encryptThenMac = session.suite().bulkCipher() instanceof CbcBulkCipher
                && hello.extensions().has(ExtensionType.ENCRYPT_THEN_MAC);
        HelloAnswer answer = new HelloAnswer(
                session.version(),
                session.suite(),
                session.extendedMasterSecret(),
                encryptThenMac,
                RecordLimits.of(config, hello, false),
                protocol,
                // RFC 5246 §7.4.1.3, RFC 5077 §3.4: the echo says that the session is taken up, by id or by ticket
                hello.sessionId(),
                resumption.renewsTicket()
                        && config.sessions().sealsTickets()
                        && hello.extensions().find(SessionTicket.class).isPresent(),
                Optional.empty(),
                true,
                List.of());
        ServerHello serverHello = answer.toMessage(config, hello);
        ServerHandshake12 handshake =
                ServerHandshake12.of(config, transcript, hello, answer, serverHello, CertificateType.X509);
        effects.learned(KeptFacts.resumed(
                        effects.facts()
                                .with()
                                .cipherSuite(session.suite())
                                .applicationProtocol(protocol)
                                .extendedMasterSecret(session.extendedMasterSecret()),
                        session.facts())
                .maxFragmentLength(answer.limits().maxFragmentLength())
                .build());

        transcript.add(effects.send(serverHello));
        transcript.releaseMessages();
        effects.limitRecords(answer.limits().send(), answer.limits().receive());
        // RFC 5246 §F.1.4: the old master secret, and fresh keys from both new randoms
        ServerKeys12 keys =
                ServerKeys12.derive(handshake, MasterSecret12.resumed(handshake.prf(), session.masterSecret()));
        if (handshake.promisesTicket()) {
            transcript.add(effects.send(SessionIssue12.ticket(handshake, keys.masterSecret(), effects.facts())));
        }
        effects.sendChangeCipherSpec();
        effects.writeWith(keys.write());
        Bytes verifyData = Bytes.owning(keys.masterSecret().serverVerifyData(transcript.hash()));
        transcript.add(effects.send(new Finished(verifyData)));
        handshake.exportWith(keys.masterSecret(), verifyData, effects);
        return WaitResumedFinished.enter(handshake, session.facts(), keys, effects);
    }
}
