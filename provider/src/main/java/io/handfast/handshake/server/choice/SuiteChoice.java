package io.handfast.handshake.server.choice;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.failure.NegotiationFailure;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which suites a server has in common with this client, most preferred first (RFC 8446 §4.1.1, RFC 5246 §7.4.1.3). */
public final class SuiteChoice {
    private SuiteChoice() {}

    /** The suite for TLS 1.3. */
    public static CipherSuite13 choose13(TlsConfig config, ClientHello hello) {
        return common(config, hello)
                .filter(CipherSuite13.class::isInstance)
                .map(CipherSuite13.class::cast)
                .findFirst()
                .orElseThrow(() -> nothingInCommon(config, hello.cipherSuites(), "TLS 1.3 cipher suite"));
    }

    /** The candidates for a version before TLS 1.3; whether keys and groups allow them is still to be seen. */
    public static List<CipherSuite12> candidates12(TlsConfig config, ProtocolVersion version, ClientHello hello) {
        List<CipherSuite12> candidates = common(config, hello)
                .filter(CipherSuite12.class::isInstance)
                .map(CipherSuite12.class::cast)
                .filter(suite -> suite.usableIn(version))
                .toList();
        if (candidates.isEmpty()) {
            throw nothingInCommon(config, hello.cipherSuites(), version + " cipher suite");
        }
        return candidates;
    }

    private static Stream<CipherSuite> common(TlsConfig config, ClientHello hello) {
        CodePoints offered = hello.cipherSuites();
        if (config.preferLocalCipherSuites()) {
            return config.cipherSuites().stream().filter(suite -> offered.contains(suite.codePoint()));
        }
        return offered.stream().distinct().mapToObj(config::cipherSuite).flatMap(Optional::stream);
    }

    private static TlsException nothingInCommon(TlsConfig config, CodePoints offered, String what) {
        NegotiationFailure failure = new NegotiationFailure(
                what,
                "client",
                offered.stream().mapToObj(HelloSummary::suite).toList(),
                config.cipherSuites().stream().map(CipherSuite::ianaName).toList(),
                "enable one of the client's with setEnabledCipherSuites, or newer ones at the client");
        return HANDSHAKE_FAILURE.because(failure.text(), failure);
    }
}
