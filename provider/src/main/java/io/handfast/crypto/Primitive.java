package io.handfast.crypto;

import java.util.List;

/**
 * An operation that both the JCA and Bouncy Castle's lightweight API can do, so that there is a choice to make.
 *
 * <p>Operations that are done through the JCA alone (AES-GCM, HMAC, SHA-2, RSA, Diffie-Hellman modulo primes of the usual
 * lengths) are not listed.
 */
public enum Primitive {
    X25519("KeyAgreement", "X25519", "XDH"),
    X448("KeyAgreement", "X448", "XDH"),
    ECDH_SECP256R1("KeyAgreement", "ECDH"),
    ECDH_SECP384R1("KeyAgreement", "ECDH"),
    ECDH_SECP521R1("KeyAgreement", "ECDH"),
    ECDSA_SIGN_SECP256R1("Signature", "SHA256withECDSA"),
    ECDSA_SIGN_SECP384R1("Signature", "SHA384withECDSA"),
    ECDSA_SIGN_SECP521R1("Signature", "SHA512withECDSA"),
    ECDSA_VERIFY_SECP256R1("Signature", "SHA256withECDSA"),
    ECDSA_VERIFY_SECP384R1("Signature", "SHA384withECDSA"),
    ECDSA_VERIFY_SECP521R1("Signature", "SHA512withECDSA"),
    ED25519_SIGN("Signature", "Ed25519", "EdDSA"),
    ED25519_VERIFY("Signature", "Ed25519", "EdDSA"),
    ED448_SIGN("Signature", "Ed448", "EdDSA"),
    ED448_VERIFY("Signature", "Ed448", "EdDSA"),
    /** The HMAC of records whose MAC was encrypted along. */
    CBC_HMAC("Mac", "HmacSHA1", "HmacSHA256", "HmacSHA384"),
    ML_KEM_768("KEM", "ML-KEM-768", "ML-KEM"),
    ML_KEM_1024("KEM", "ML-KEM-1024", "ML-KEM"),
    /** Diffie-Hellman modulo a prime whose length is no multiple of 64 bits. */
    DH_ODD_LENGTH("KeyAgreement", "DiffieHellman", "DH");

    private final String serviceType;
    private final List<String> serviceNames;

    Primitive(String serviceType, String... serviceNames) {
        this.serviceType = serviceType;
        this.serviceNames = List.of(serviceNames);
    }

    /** JCA service type, such as {@code Signature}. */
    String serviceType() {
        return serviceType;
    }

    /** JCA names under which a provider may offer it. */
    List<String> serviceNames() {
        return serviceNames;
    }
}
