package io.handfast.extension;

/** The messages that carry extensions (RFC 8446 §4.2). */
public enum Placement {
    CLIENT_HELLO("ClientHello"),
    /** A ServerHello of any version; which one it is, its extensions only tell once they are decoded. */
    SERVER_HELLO("ServerHello"),
    HELLO_RETRY_REQUEST("HelloRetryRequest"),
    ENCRYPTED_EXTENSIONS("EncryptedExtensions"),
    CERTIFICATE("Certificate"),
    CERTIFICATE_REQUEST("CertificateRequest"),
    NEW_SESSION_TICKET("NewSessionTicket");

    private final String messageName;

    Placement(String messageName) {
        this.messageName = messageName;
    }

    /** The message's name as the RFCs write it. */
    public String messageName() {
        return messageName;
    }
}
