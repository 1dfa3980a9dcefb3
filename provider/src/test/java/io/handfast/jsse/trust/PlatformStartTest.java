package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An anchor's signature is verified ahead where every chain needs the same, and nobody hears of it. */
class PlatformStartTest {
    private static X509Certificate root(String kind) {
        return TestCa.of(KeyKind.valueOf(kind)).root();
    }

    @ParameterizedTest
    @CsvSource({
        "EC_P256, true",
        "EC_P256 EC_P256, true",
        "EC_P384, false",
        "RSA, false",
        "ED25519, false",
        "EC_P256 RSA, false",
        "EC_P256 EC_P384, false",
    })
    void onlyWhereEveryPathEndsWithP256(String kinds, boolean begins) {
        X509Certificate[] anchors =
                Arrays.stream(kinds.split(" ", -1)).map(PlatformStartTest::root).toArray(X509Certificate[]::new);
        assertEquals(begins, PlatformStart.allP256(anchors));
    }

    @Test
    void notForAStoreThatTrustsNobody() {
        assertEquals(false, PlatformStart.allP256());
    }

    /** An anchor is trusted because it is there: that somebody else signed it makes no difference. */
    @Test
    void aSignatureOfSomebodyElseIsNoMatter() {
        assertDoesNotThrow(() -> PlatformStart.verify(
                TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256).chain().get(0)));
        assertDoesNotThrow(() -> PlatformStart.verify(
                TestCa.of(KeyKind.RSA).localhost(KeyKind.EC_P256).chain().get(0)));
    }
}
