package io.handfast.config;

import io.handfast.crypto.NistCurve;
import java.security.Key;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import javax.crypto.interfaces.DHKey;

/** What algorithm rules want to know about a key, read without its encoding, so that keys in hardware have it too. */
final class KeyFacts {
    private KeyFacts() {}

    static AlgorithmQuestion question(Key key) {
        AlgorithmQuestion question = AlgorithmQuestion.about(names(key));
        OptionalInt bits = bits(key);
        return bits.isPresent() ? question.keySize(bits.getAsInt()) : question;
    }

    private static Set<String> names(Key key) {
        Set<String> names = new HashSet<>(Set.of(key.getAlgorithm()));
        if (key instanceof ECKey ec) {
            names.add("EC");
            for (NistCurve curve : NistCurve.values()) {
                if (curve.holds(ec)) {
                    names.add(curve.jcaName());
                }
            }
        } else if (key instanceof EdECKey edwards) {
            names.add("EdDSA");
            names.add(edwards.getParams().getName());
        } else if (key instanceof RSAKey) {
            // A rule for RSA speaks of the modulus, so it holds for keys that are confined to PSS as well.
            names.add("RSA");
        } else if (key instanceof DHKey) {
            names.add("DH");
            names.add("DiffieHellman");
        }
        return names;
    }

    private static OptionalInt bits(Key key) {
        if (key instanceof RSAKey rsa && rsa.getModulus() != null) {
            return OptionalInt.of(rsa.getModulus().bitLength());
        }
        if (key instanceof ECKey ec && ec.getParams() != null) {
            return OptionalInt.of(ec.getParams().getOrder().bitLength());
        }
        if (key instanceof DSAKey dsa && dsa.getParams() != null) {
            return OptionalInt.of(dsa.getParams().getP().bitLength());
        }
        if (key instanceof DHKey dh && dh.getParams() != null) {
            return OptionalInt.of(dh.getParams().getP().bitLength());
        }
        return OptionalInt.empty();
    }
}
