package io.handfast.handshake.server.tls12;

import io.handfast.config.TlsConfig;
import io.handfast.keyschedule.Prf;
import io.handfast.keyschedule.Transcript;
import io.handfast.suite.CipherSpec;
import io.handfast.wire.Bytes;

/**
 * What stays the same for all of a TLS 1.2 server's states once both hellos are exchanged (RFC 5246 §7.4.1).
 *
 * @param extendedMasterSecret whether the master secret is bound to the transcript (RFC 7627)
 */
record ServerHandshake12(
        TlsConfig config,
        Transcript transcript,
        CipherSpec cipherSpec,
        Prf prf,
        Bytes clientRandom,
        Bytes serverRandom,
        boolean extendedMasterSecret) {}
