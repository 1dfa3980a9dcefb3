package io.handfast.handshake.server.tls12;

import io.handfast.keyschedule.KeyBlock;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.record.Protections;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.trace.KeyLog;

/** The master secret and the two directions' protection made from its key block (RFC 5246 §6.3). */
record ServerKeys12(MasterSecret12 masterSecret, ReadProtection read, WriteProtection write) {
    static ServerKeys12 derive(ServerHandshake12 handshake, MasterSecret12 masterSecret) {
        byte[] clientRandom = handshake.clientRandom().toArray();
        KeyLog keyLog = handshake.config().keyLog();
        if (keyLog.isOn()) {
            keyLog.secret(
                    KeyLog.CLIENT_RANDOM, clientRandom, masterSecret.secret().reveal());
        }
        KeyBlock block = masterSecret.keyBlock(
                handshake.cipherSpec(), clientRandom, handshake.serverRandom().toArray());
        return new ServerKeys12(
                masterSecret,
                Protections.read12(handshake.config().jca(), handshake.cipherSpec(), block.client()),
                Protections.write12(
                        handshake.config().jca(), handshake.config().random(), handshake.cipherSpec(), block.server()));
    }
}
