package io.handfast.handshake;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.message.KeyUpdate;
import io.handfast.record.Protections;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.suite.CipherSuite13;

/**
 * The two traffic secrets of a connected TLS 1.3 peer, and how they move forward (RFC 8446 §4.6.3, §7.2).
 *
 * <p>It keeps the secrets alone: what derives from them is made when it is needed, because most connections never need it.
 *
 * @param jca where primitives come from; the configuration itself is not kept, for a connection lives longer than it is needed
 * @param byteLimit bytes that a key may protect, as {@code jdk.tls.keyLimits} says
 * @param readSecret protects what the peer sends
 * @param writeSecret protects what we send
 * @param updatesInARow key updates received that we did not ask for, with no application data in between, to bound a flood;
 * see {@link Defaults#MAX_KEY_UPDATES_IN_A_ROW}
 * @param requested whether we asked the peer to update and have not seen it do so
 */
public record ApplicationTraffic(
        Jca jca,
        long byteLimit,
        CipherSuite13 suite,
        Secret readSecret,
        Secret writeSecret,
        int updatesInARow,
        boolean requested) {

    /** The secrets that the handshake ended with, which are owned from here on. */
    public static ApplicationTraffic of(
            TlsConfig config, CipherSuite13 suite, TrafficSecret readSecret, TrafficSecret writeSecret) {
        return new ApplicationTraffic(
                config.jca(), byteLimit(config, suite), suite, readSecret.secret(), writeSecret.secret(), 0, false);
    }

    /** Opens what the peer sends. */
    public static ReadProtection readProtection(TlsConfig config, CipherSuite13 suite, TrafficSecret readSecret) {
        return Protections.read13(config.jca(), suite, readSecret, byteLimit(config, suite));
    }

    /** Protects what we send. */
    public static WriteProtection writeProtection(TlsConfig config, CipherSuite13 suite, TrafficSecret writeSecret) {
        return Protections.write13(config.jca(), suite, writeSecret, byteLimit(config, suite));
    }

    private static long byteLimit(TlsConfig config, CipherSuite13 suite) {
        return config.keyLimits().bytes(suite.aead());
    }

    /** Follows the peer's update, and answers it where it asks for that. */
    public ApplicationTraffic received(KeyUpdate update, Effects effects) {
        // RFC 8446 §4.6.3: the peer must answer what we asked for, so that an answer says nothing of a flood
        int row = requested ? updatesInARow : updatesInARow + 1;
        if (row > Defaults.MAX_KEY_UPDATES_IN_A_ROW) {
            throw UNEXPECTED_MESSAGE.because("the peer sent more than " + Defaults.MAX_KEY_UPDATES_IN_A_ROW
                    + " KeyUpdate messages in a row without application data in either direction");
        }
        TrafficSecret next = reading().next();
        ApplicationTraffic followed =
                new ApplicationTraffic(jca, byteLimit, suite, next.secret(), writeSecret, row, false);
        effects.readWith(Protections.read13(jca, suite, next, byteLimit));
        // RFC 8446 §4.6.3: an update_requested must be answered before our next application data; our own pending
        // request is no reason to answer twice, because the answer itself never asks. An answer that has not left yet
        // does
        // for all requests that come meanwhile: a peer that reads nothing must not make us gather more and more of
        // them.
        return update.updateRequested() && !effects.keyUpdateWaits() ? followed.updated(false, effects) : followed;
    }

    /** Moves our write keys forward and tells the peer. */
    public ApplicationTraffic updated(boolean requestPeer, Effects effects) {
        boolean request = requestPeer && !requested;
        effects.send(new KeyUpdate(request));
        TrafficSecret next = writing().next();
        effects.writeWith(Protections.write13(jca, suite, next, byteLimit));
        return new ApplicationTraffic(
                jca, byteLimit, suite, readSecret, next.secret(), updatesInARow, requested || request);
    }

    /**
     * Application data came, or left: the run of updates is over. A peer that only reads renews our keys as often as we have
     * sent enough, so what we send counts as much as what it sends.
     */
    public ApplicationTraffic calmed() {
        return new ApplicationTraffic(jca, byteLimit, suite, readSecret, writeSecret, 0, requested);
    }

    /** What may be made of the secret that protects what the peer sends. */
    public TrafficSecret reading() {
        return TrafficSecret.of(jca, suite.hash(), readSecret);
    }

    /** What may be made of the secret that protects what we send. */
    public TrafficSecret writing() {
        return TrafficSecret.of(jca, suite.hash(), writeSecret);
    }

    public void destroy() {
        readSecret.destroy();
        writeSecret.destroy();
    }
}
