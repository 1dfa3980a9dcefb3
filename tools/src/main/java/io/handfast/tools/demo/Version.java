package io.handfast.tools.demo;

import java.util.List;
import java.util.regex.Pattern;

/** The three ways to agree on keys that the demo goes through (RFC 8446, RFC 8422, RFC 5246 §7.4.7.1). */
enum Version {
    TLS13("TLS 1.3", "TLSv1.3", "-tls1_3", List.of(), Pattern.compile("TLS_AES_.*|TLS_CHACHA20_.*")),
    TLS12_ECDHE("TLS 1.2 ECDHE", "TLSv1.2", "-tls1_2", List.of(), Pattern.compile("TLS_ECDHE_RSA_WITH_.*")),
    TLS12_RSA(
            "TLS 1.2 RSA key transport",
            "TLSv1.2",
            "-tls1_2",
            List.of("TLS_RSA_WITH_AES_128_GCM_SHA256"),
            Pattern.compile("TLS_RSA_WITH_AES_128_GCM_SHA256"));

    private final String title;
    private final String protocol;
    private final String openSslOption;
    private final List<String> suites;
    private final Pattern expected;

    Version(String title, String protocol, String openSslOption, List<String> suites, Pattern expected) {
        this.title = title;
        this.protocol = protocol;
        this.openSslOption = openSslOption;
        this.suites = suites;
        this.expected = expected;
    }

    String title() {
        return title;
    }

    /** The protocol's name in JSSE. */
    String protocol() {
        return protocol;
    }

    /** The option that holds {@code openssl s_server} and {@code s_client} to this version. */
    String openSslOption() {
        return openSslOption;
    }

    /** The suites to enable explicitly; empty where the defaults will do. */
    List<String> suites() {
        return suites;
    }

    /** Whether a handshake that ended like this is what was wanted. */
    boolean fits(String protocolName, String suite) {
        return protocol.equals(protocolName) && expected.matcher(suite).matches();
    }
}
