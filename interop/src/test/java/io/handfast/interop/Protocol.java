package io.handfast.interop;

/** The versions that are tried, as JSSE and OpenSSL name them (RFC 8446, RFC 5246). */
enum Protocol {
    TLS13("TLSv1.3", "-tls1_3", "TLS 1.3"),
    TLS12("TLSv1.2", "-tls1_2", "TLS 1.2");

    private final String jsse;
    private final String option;
    private final String inMessages;

    Protocol(String jsse, String option, String inMessages) {
        this.jsse = jsse;
        this.option = option;
        this.inMessages = inMessages;
    }

    String jsse() {
        return jsse;
    }

    /** What holds the {@code openssl} command to this version. */
    String option() {
        return option;
    }

    /** How {@code openssl -msg} writes it. */
    String inMessages() {
        return inMessages;
    }
}
