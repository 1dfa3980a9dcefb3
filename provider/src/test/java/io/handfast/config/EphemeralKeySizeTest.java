package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jdk.tls.ephemeralDHKeySize} may say. */
class EphemeralKeySizeTest {
    private static final TestCa AUTHORITY = TestCa.of(KeyKind.EC_P256);

    @ParameterizedTest
    @CsvSource({
        "legacy, 2048", "LEGACY, 2048", "1024, 2048", "2047, 2048", "2048, 2048", "3072, 3072", "8192, 8192",
        "8193, 2048", "9999, 2048", "64, 2048", "20480, 2048", "-3072, 2048", "3072 bits, 2048", "strong, 2048"
    })
    void isANumberOrAWord(String text, int least) {
        Identity server = AUTHORITY.localhost(KeyKind.EC_P256);
        assertEquals(
                least,
                EphemeralKeySize.parse(text).leastBits(server.certificate().getPublicKey()));
    }

    @Test
    void matchedFollowsAnRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        EphemeralKeySize matched = EphemeralKeySize.parse("matched");
        assertEquals(3072, matched.leastBits(generator.generateKeyPair().getPublic()));
        generator.initialize(1024);
        assertEquals(2048, matched.leastBits(generator.generateKeyPair().getPublic()));
        assertEquals(
                2048,
                matched.leastBits(
                        AUTHORITY.localhost(KeyKind.EC_P256).certificate().getPublicKey()));
        assertEquals(
                2048,
                EphemeralKeySize.DEFAULT.leastBits(generator.generateKeyPair().getPublic()));
    }
}
