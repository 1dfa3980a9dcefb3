package io.handfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The name of the chain shown last is kept, and given to no other chain. */
class FingerprintsTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity FIRST = CA.localhost(KeyKind.EC_P256);
    private static final Identity SECOND = CA.localhost(KeyKind.EC_P256);

    @Test
    void eachLeafHasItsOwnWhateverWasAskedBefore() throws Exception {
        assertNotEquals(FIRST.certificate(), SECOND.certificate());
        Fingerprints fingerprints = new Fingerprints();
        for (Identity identity : List.of(FIRST, FIRST, SECOND, FIRST, SECOND, SECOND)) {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(identity.certificate().getEncoded());
            assertEquals(Bytes.owning(digest), fingerprints.of(JCA, identity.chain()));
            assertTrue(fingerprints.of(JCA, List.of()).isEmpty());
        }
    }
}
