package io.handfast.handshake.client.tls12;

import io.handfast.handshake.Effects;
import io.handfast.keyschedule.KeyBlock;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Finished;
import io.handfast.record.Protections;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;

/** The master secret and the two directions' protection made from its key block (RFC 5246 §6.3). */
record ClientKeys12(MasterSecret12 masterSecret, ReadProtection read, WriteProtection write) {
    static ClientKeys12 derive(Handshake12 handshake, MasterSecret12 masterSecret) {
        byte[] clientRandom = handshake.clientRandom().toArray();
        KeyLog keyLog = handshake.config().keyLog();
        if (keyLog.isOn()) {
            keyLog.secret(
                    KeyLog.CLIENT_RANDOM, clientRandom, masterSecret.secret().reveal());
        }
        KeyBlock block = masterSecret.keyBlock(
                handshake.cipherSpec(), clientRandom, handshake.serverRandom().toArray());
        return new ClientKeys12(
                masterSecret,
                Protections.read12(handshake.config().jca(), handshake.cipherSpec(), block.server()),
                Protections.write12(
                        handshake.config().jca(), handshake.config().random(), handshake.cipherSpec(), block.client()));
    }

    /** Changes our keys and sends our Finished; returns its verify_data (RFC 5246 §7.1, §7.4.9). */
    Bytes finish(Handshake12 handshake, Effects effects) {
        effects.sendChangeCipherSpec();
        effects.writeWith(write);
        Transcript transcript = handshake.transcript();
        Bytes verifyData = Bytes.owning(masterSecret.clientVerifyData(transcript.hash()));
        transcript.add(effects.send(new Finished(verifyData)));
        return verifyData;
    }
}
