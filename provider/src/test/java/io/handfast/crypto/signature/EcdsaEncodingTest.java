package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.crypto.NistCurve;
import io.handfast.testing.KeyKind;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The DER of an ECDSA signature is read strictly, and r and s must be in range (RFC 8422 §5.4, RFC 3279 §2.2.3). */
class EcdsaEncodingTest {
    private static final BigInteger ORDER = NistCurve.SECP256R1.parameters().getOrder();
    private static final byte[] CONTENT = {5};
    private static final SignatureScheme SCHEME =
            SignatureSchemes.byName("ecdsa_secp256r1_sha256").orElseThrow();

    @Test
    void onlyTheOneEncodingOfTheTrueIntegersIsAccepted() throws GeneralSecurityException {
        Jca jca = Jca.of(Source.AUTO);
        KeyPair keys = KeyKind.EC_P256.generate();
        byte[] signature = SCHEME.sign(jca, keys.getPrivate(), jca.secureRandom(), CONTENT);
        int rLength = signature[3];
        BigInteger r = new BigInteger(Arrays.copyOfRange(signature, 4, 4 + rLength));
        BigInteger s = new BigInteger(Arrays.copyOfRange(signature, 6 + rLength, signature.length));

        List<byte[]> bad = new ArrayList<>();
        for (BigInteger wrong :
                List.of(BigInteger.ZERO, BigInteger.ONE.negate(), ORDER, r.negate(), r.add(ORDER), r.subtract(ORDER))) {
            bad.add(sequence(integer(wrong), integer(s)));
        }
        for (BigInteger wrong : List.of(BigInteger.ZERO, ORDER, s.negate(), s.add(ORDER), s.subtract(ORDER))) {
            bad.add(sequence(integer(r), integer(wrong)));
        }
        bad.add(sequence(integer(r), integer(s), integer(BigInteger.ONE)));
        bad.add(sequence(integer(r)));
        bad.add(sequence(integer(s), integer(r)));

        for (Source source : List.of(Source.PLATFORM, Source.BUNDLED)) {
            Jca checking = Jca.of(source);
            assertTrue(SCHEME.verify(checking, keys.getPublic(), CONTENT, sequence(integer(r), integer(s))));
            for (byte[] encoded : bad) {
                assertFalse(SCHEME.verify(checking, keys.getPublic(), CONTENT, encoded), source.name());
            }
        }
    }

    private static byte[] integer(BigInteger value) {
        return tagged(2, value.toByteArray());
    }

    private static byte[] sequence(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int end = all.length;
            all = Arrays.copyOf(all, end + part.length);
            System.arraycopy(part, 0, all, end, part.length);
        }
        return tagged(0x30, all);
    }

    private static byte[] tagged(int tag, byte[] content) {
        byte[] out = new byte[2 + content.length];
        out[0] = (byte) tag;
        out[1] = (byte) content.length;
        System.arraycopy(content, 0, out, 2, content.length);
        return out;
    }
}
