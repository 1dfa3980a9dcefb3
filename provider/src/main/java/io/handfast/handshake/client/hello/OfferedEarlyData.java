package io.handfast.handshake.client.hello;

import io.handfast.config.Defaults;
import io.handfast.config.EarlyDataStatus;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.handshake.Effects;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.record.Protections;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite13;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** The early data of a client: whether it may be offered, and its way out behind the ClientHello (RFC 8446 §4.2.10). */
public final class OfferedEarlyData {
    private OfferedEarlyData() {}

    /** Whether there is early data, and the session allows all of it. */
    static boolean fits(TlsConfig config, Session13 session) {
        Bytes content = config.options().earlyData().content();
        return !content.isEmpty()
                && content.length() <= session.maxEarlyDataSize()
                // Its key is made of the ticket alone, so a group that is given up must not stand behind it.
                && session.group().filter(config.groups()::contains).isPresent()
                // The suite that it is protected with was looked at when the session was chosen.
                && offersProtocol(config.applicationProtocols(), session.facts().applicationProtocol());
    }

    /** RFC 8446 §4.2.10: it is for the protocol of the session, which the server must be free to choose again. */
    private static boolean offersProtocol(List<String> offered, Optional<String> ofSession) {
        return ofSession.isPresent() ? offered.contains(ofSession.get()) : offered.isEmpty();
    }

    /**
     * Sends the early data of an offer that has any.
     *
     * @param transcript up to the ClientHello
     */
    public static void send(ClientOffer offer, Transcript transcript, Effects effects) {
        if (!offer.offersEarlyData()) {
            return;
        }
        TlsConfig config = offer.config();
        if (config.middleboxCompatibility()) {
            // RFC 8446 §D.4: with early data, right behind the first ClientHello
            effects.sendChangeCipherSpec();
        }
        Session13 session = offer.session().orElseThrow();
        HashAlgorithm hash = session.suite().hash();
        EarlySecret earlySecret = EarlySecret.of(new Hkdf(config.jca(), hash), session.preSharedKey());
        TrafficSecret trafficSecret;
        try {
            trafficSecret = earlySecret.clientEarlyTrafficSecret(transcript.hashIncluding(hash, Bytes.empty()));
        } finally {
            earlySecret.destroy();
        }
        try {
            send(offer, trafficSecret, effects);
        } finally {
            trafficSecret.destroy();
        }
        effects.learned(
                effects.facts().with().earlyData(EarlyDataStatus.OFFERED).build());
    }

    private static void send(ClientOffer offer, TrafficSecret trafficSecret, Effects effects) {
        TlsConfig config = offer.config();
        if (config.keyLog().isOn()) {
            config.keyLog()
                    .secret(
                            KeyLog.CLIENT_EARLY_TRAFFIC_SECRET,
                            offer.hello().random().toArray(),
                            trafficSecret.secret().reveal());
        }
        effects.limitRecords(config.maxRecordContent(), Defaults.MAX_RECORD_CONTENT);
        Bytes content = config.options().earlyData().content();
        CipherSuite13 suite = offer.session().orElseThrow().suite();
        effects.sendEarlyData(Protections.write13(config.jca(), suite, trafficSecret), content);
    }
}
