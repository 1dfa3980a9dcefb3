package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.testing.KeyKind;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that shows nothing is signed with by the provider it belongs to, wherever that stands in the list. */
class OpaqueKeyTest {
    private static final AtomicInteger SIGNED = new AtomicInteger();
    private static final SecureRandom RANDOM = Jca.of(Source.AUTO).secureRandom();
    private static final byte[] CONTENT = {1, 2, 3};

    private final Provider token = new Token();

    /** A handle to a key in a token. */
    private record Handle(PrivateKey inside) implements PrivateKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return inside.getAlgorithm();
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    private static final class Token extends Provider {
        private static final long serialVersionUID = 1L;

        Token() {
            super("Token", "1", "signs with its own keys only");
            for (String algorithm : new String[] {"SHA256withECDSA", "Ed25519", "RSASSA-PSS", "SHA256withRSA"}) {
                putService(new Service(this, "Signature", algorithm, "", null, null) {
                    @Override
                    public Object newInstance(@Nullable Object parameter) {
                        return new TokenSignature(algorithm);
                    }

                    @Override
                    public boolean supportsParameter(Object parameter) {
                        return parameter instanceof Handle;
                    }
                });
            }
        }
    }

    private static final class TokenSignature extends SignatureSpi {
        private final Signature inside;

        TokenSignature(String algorithm) {
            try {
                inside = Jca.of(Source.PLATFORM).signature(algorithm);
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException(absent);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("the token only signs");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof Handle handle)) {
                throw new InvalidKeyException("not a key of this token");
            }
            inside.initSign(handle.inside());
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            inside.setParameter(parameters);
        }

        @Override
        protected void engineUpdate(byte input) throws SignatureException {
            inside.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) throws SignatureException {
            inside.update(input, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            SIGNED.incrementAndGet();
            return inside.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void installBehindTheOthers() {
        Security.addProvider(token);
        SIGNED.set(0);
    }

    @AfterEach
    void remove() {
        Security.removeProvider(token.getName());
    }

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256, EC_P256",
        "ed25519, ED25519",
        "rsa_pss_rsae_sha256, RSA",
        "rsa_pkcs1_sha256, RSA"
    })
    void theTokenSigns(String name, KeyKind kind) throws GeneralSecurityException {
        SignatureScheme scheme = SignatureSchemes.byName(name).orElseThrow();
        KeyPair keys = kind.generate();
        int expected = 0;
        for (Source source : Source.values()) {
            Jca jca = Jca.of(source);
            byte[] signature = scheme.sign(jca, new Handle(keys.getPrivate()), RANDOM, CONTENT);
            assertEquals(++expected, SIGNED.get());
            assertTrue(scheme.verify(jca, keys.getPublic(), CONTENT, signature));
        }
    }

    @Test
    void aKeyNobodyKnowsIsAnException() {
        Security.removeProvider(token.getName());
        SignatureScheme scheme = SignatureSchemes.byName("ed25519").orElseThrow();
        PrivateKey handle = new Handle(KeyKind.ED25519.generate().getPrivate());
        assertThrows(InvalidKeyException.class, () -> scheme.sign(Jca.of(Source.AUTO), handle, RANDOM, CONTENT));
    }
}
