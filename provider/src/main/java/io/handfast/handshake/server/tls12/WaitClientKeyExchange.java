package io.handfast.handshake.server.tls12;

import io.handfast.crypto.Secret;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** Waits for the client's part of the key exchange and makes the master secret (RFC 5246 §7.4.7, §8.1; RFC 7627 §4). */
record WaitClientKeyExchange(ServerHandshake12 handshake, PremasterSource premaster, ClientProof proof)
        implements HandshakeState {
    @Override
    public Dialect dialect() {
        return handshake.dialect();
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        ClientKeyExchange message = expect(ClientKeyExchange.class, received);
        handshake.transcript().add(received.raw());
        Secret premasterSecret = premaster.premaster(handshake.config(), message);
        MasterSecret12 masterSecret;
        try {
            masterSecret = masterSecret(premasterSecret);
        } finally {
            premasterSecret.destroy();
        }
        try {
            ServerKeys12 keys = ServerKeys12.derive(handshake, masterSecret);
            if (proof instanceof ClientProof.Owed owed) {
                return new WaitCertificateVerify(handshake, keys, owed.chain());
            }
            return WaitFinished.enter(handshake, keys, ((ClientProof.Given) proof).peer(), effects);
        } catch (RuntimeException failed) {
            // No state has taken it over.
            masterSecret.destroy();
            throw failed;
        }
    }

    private MasterSecret12 masterSecret(Secret premasterSecret) {
        if (handshake.extendedMasterSecret()) {
            // RFC 7627 §4: bound to all messages up to and including the ClientKeyExchange.
            return MasterSecret12.extended(
                    handshake.prf(), premasterSecret, handshake.transcript().hash());
        }
        return MasterSecret12.of(
                handshake.prf(),
                premasterSecret,
                handshake.clientRandom().toArray(),
                handshake.serverRandom().toArray());
    }

    @Override
    public void destroy() {
        premaster.destroy();
    }
}
