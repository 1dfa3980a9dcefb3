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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which suites a server has in common with this client, most preferred first (RFC 8446 §4.1.1, RFC 5246 §7.4.1.3). */
public final class SuiteChoice {
    private SuiteChoice() {}

    /** The suites for TLS 1.3, at least one. */
    public static List<CipherSuite13> candidates13(TlsConfig config, ClientHello hello) {
        List<CipherSuite13> candidates = new ArrayList<>();
        for (CipherSuite suite : common(config, ProtocolVersion.TLS13, hello)) {
            if (suite instanceof CipherSuite13 candidate) {
                candidates.add(candidate);
            }
        }
        if (candidates.isEmpty()) {
            throw nothingInCommon(config, hello.cipherSuites(), "TLS 1.3 cipher suite");
        }
        return candidates;
    }

    /** The candidates for a version before TLS 1.3; whether keys and groups allow them is still to be seen. */
    public static List<CipherSuite12> candidates12(TlsConfig config, ProtocolVersion version, ClientHello hello) {
        List<CipherSuite12> candidates = new ArrayList<>();
        for (CipherSuite suite : common(config, version, hello)) {
            if (suite instanceof CipherSuite12 candidate) {
                candidates.add(candidate);
            }
        }
        if (candidates.isEmpty()) {
            throw nothingInCommon(config, hello.cipherSuites(), version + " cipher suite");
        }
        return candidates;
    }

    /** The suites of a version in common, each once, by our order or by the client's. */
    private static List<CipherSuite> common(TlsConfig config, ProtocolVersion version, ClientHello hello) {
        CodePoints offered = hello.cipherSuites();
        List<CipherSuite> common = new ArrayList<>();
        for (CipherSuite suite : config.cipherSuites()) {
            if (suite.usableIn(version) && offered.contains(suite.codePoint())) {
                common.add(suite);
            }
        }
        if (!config.preferLocalCipherSuites()) {
            common.sort(Comparator.comparingInt(suite -> offered.indexOf(suite.codePoint())));
        }
        return common;
    }

    private static TlsException nothingInCommon(TlsConfig config, CodePoints offered, String what) {
        NegotiationFailure failure = new NegotiationFailure(
                what,
                "client",
                offered.named(HelloSummary::suite),
                config.cipherSuites().stream().map(CipherSuite::ianaName).toList(),
                "enable one of the client's with setEnabledCipherSuites, or newer ones at the client");
        return HANDSHAKE_FAILURE.because(failure.text(), failure);
    }
}
