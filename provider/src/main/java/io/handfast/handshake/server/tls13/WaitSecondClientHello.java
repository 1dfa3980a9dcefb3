package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.KeyShare;
import io.handfast.extension.Placement;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.VersionChoice;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.suite.CipherSuite13;
import java.util.Optional;

/** START again, after a HelloRetryRequest: the same ClientHello with the share we asked for (RFC 8446 §4.1.2, §4.1.4). */
record WaitSecondClientHello(
        TlsConfig config, Transcript transcript, CipherSuite13 suite, NamedGroup group, ClientHello first)
        implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        ClientHello second = expect(ClientHello.class, received);
        VersionChoice.refuseSsl30(config, second);
        check(second, group, RetryCookie.unchanging(second).equals(RetryCookie.unchanging(first)));
        return answer(config, transcript, suite, group, second, received, effects);
    }

    /** The rules for a second ClientHello; {@code same} says whether nothing else has changed than may change. */
    static void check(ClientHello second, NamedGroup group, boolean same) {
        second.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.CLIENT_HELLO);
        ServerStart13.check(second);
        if (!same) {
            throw ILLEGAL_PARAMETER.because(
                    "the second ClientHello differs from the first in more than a HelloRetryRequest allows");
        }
        EarlyDataChoice.refuseIn(second);
        KeyShare.Offered shares =
                ServerStart13.require(second.extensions(), KeyShare.Offered.class, ExtensionType.KEY_SHARE);
        // RFC 8446 §4.1.2: the list of shares is replaced by a single one, from the group we named.
        if (shares.shares().size() != 1 || shares.forGroup(group.codePoint()).isEmpty()) {
            throw ILLEGAL_PARAMETER.because("the second ClientHello must hold exactly one share, in the group "
                    + group.ianaName() + " that was asked for");
        }
    }

    /** Goes on with a second ClientHello that has been checked. */
    static HandshakeState answer(
            TlsConfig config,
            Transcript transcript,
            CipherSuite13 suite,
            NamedGroup group,
            ClientHello second,
            Received received,
            Effects effects) {
        Optional<AcceptedKey> key = AcceptedKey.of(config, suite, second, effects.facts(), transcript, received.raw());
        transcript.add(received.raw());
        KeyShare.Offered shares =
                ServerStart13.require(second.extensions(), KeyShare.Offered.class, ExtensionType.KEY_SHARE);
        return new ServerFlight13(config, transcript, suite, Optional.of(group), true, 0)
                .send(second, Optional.of(shares.shares().get(0)), key, effects);
    }
}
