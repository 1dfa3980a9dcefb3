package io.handfast.jsse.trust;

import java.util.Locale;

/**
 * A key type as it is given to a key manager: the key's algorithm, and in the old form {@code EC_RSA} also the algorithm
 * its issuer signs with (JSSE, {@code X509KeyManager}).
 *
 * @param keyAlgorithm {@code RSA}, {@code RSASSA-PSS}, {@code EC}, {@code EdDSA} or another standard name
 * @param issuerAlgorithm what must be in the name of the signature algorithm, in upper case; empty for any
 */
record KeyType(String keyAlgorithm, String issuerAlgorithm) {
    static KeyType of(String name) {
        int separator = name.indexOf('_');
        if (separator < 0) {
            return new KeyType(canonical(name), "");
        }
        String issuer = name.substring(separator + 1).toUpperCase(Locale.ROOT);
        return new KeyType(canonical(name.substring(0, separator)), issuer.equals("EC") ? "ECDSA" : issuer);
    }

    private static String canonical(String name) {
        return name.equals("Ed25519") || name.equals("Ed448") ? "EdDSA" : name;
    }

    boolean accepts(StoredKey key) {
        return key.leaf().keyType().equals(keyAlgorithm)
                && (issuerAlgorithm.isEmpty()
                        || key.certificate()
                                .getSigAlgName()
                                .toUpperCase(Locale.ROOT)
                                .contains(issuerAlgorithm));
    }
}
