package io.handfast.handshake.client.hello;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.ExtensionBlock;
import io.handfast.failure.NegotiationFailure;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** What holds for every answer to a ClientHello: a server chooses among what was offered (RFC 8446 §4.1.3). */
public final class HelloRules {
    private HelloRules() {}

    /** The chosen suite, in TLS 1.3. */
    public static CipherSuite13 suite13(ClientOffer offer, int codePoint) {
        if (offered(offer, codePoint) instanceof CipherSuite13 suite) {
            return suite;
        }
        throw ILLEGAL_PARAMETER.because("server chose TLS 1.3 with " + nameOf(codePoint) + ", which is not of TLS 1.3");
    }

    /** The chosen suite, in a version before TLS 1.3. */
    public static CipherSuite12 suite12(ClientOffer offer, ProtocolVersion version, int codePoint) {
        // RFC 5246 §A.5, RFC 5289 §3: a suite is negotiated in the versions that know it only
        if (offered(offer, codePoint) instanceof CipherSuite12 suite && suite.usableIn(version)) {
            return suite;
        }
        throw ILLEGAL_PARAMETER.because("server chose " + nameOf(codePoint) + ", which is not of " + version);
    }

    /** The session ID must come back as it went out, in TLS 1.3. */
    public static void requireEcho(ClientOffer offer, Bytes sessionId) {
        // RFC 8446 §4.1.3: an echo that differs from what we sent is fatal
        if (!sessionId.equals(offer.hello().sessionId())) {
            throw ILLEGAL_PARAMETER.because("server did not echo our legacy_session_id");
        }
    }

    public static void requireNullCompression(int compressionMethod) {
        // RFC 8446 §4.1.3, RFC 5246 §7.4.1.3: we offered no other method than null
        if (compressionMethod != 0) {
            throw ILLEGAL_PARAMETER.because("server chose compression method " + compressionMethod);
        }
    }

    /** The application protocol in an answer; empty if the server does not negotiate one. */
    public static Optional<String> applicationProtocol(ClientOffer offer, ExtensionBlock answer) {
        Optional<ApplicationLayerProtocolNegotiation> extension =
                answer.find(ApplicationLayerProtocolNegotiation.class);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        String selected = extension.get().selected();
        // RFC 7301 §3.2: the server selects from the client's list
        if (!offer.config().applicationProtocols().contains(selected)) {
            NegotiationFailure failure = new NegotiationFailure(
                    "application protocol",
                    "server",
                    List.of(selected),
                    offer.config().applicationProtocols(),
                    "the server breaks RFC 7301: it must choose among what is offered, or nothing");
            throw ILLEGAL_PARAMETER.because(failure.text(), failure);
        }
        return Optional.of(selected);
    }

    private static CipherSuite offered(ClientOffer offer, int codePoint) {
        // RFC 8446 §4.1.3, RFC 5246 §7.4.1.3: a suite that we did not offer is fatal
        // RFC 8701 §3.1, RFC 7507 §2: so is a value without meaning, or a signal, that stands among the suites
        Optional<CipherSuite> suite = offer.config().cipherSuite(codePoint);
        if (suite.isEmpty() || !offer.hello().cipherSuites().contains(codePoint)) {
            throw ILLEGAL_PARAMETER.because("server chose " + nameOf(codePoint) + ", which we did not offer");
        }
        return suite.get();
    }

    private static String nameOf(int codePoint) {
        return CipherSuites.byCodePoint(codePoint)
                .map(CipherSuite::ianaName)
                .orElseGet(() -> String.format("cipher suite 0x%04x", codePoint));
    }
}
