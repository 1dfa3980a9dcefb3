package io.handfast.handshake.server.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.handshake.server.ServerFixture;
import io.handfast.message.ClientKeyExchange;
import io.handfast.wire.Bytes;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server takes for a client's half of the key exchange. */
class PremasterSourceTest {
    private static final TlsConfig CONFIG = ServerFixture.config().build();
    private static final FiniteFieldGroup FFDHE2048 =
            FiniteFieldGroup.of(NamedGroups.byName("ffdhe2048").orElseThrow());
    private static final BigInteger PRIME = new BigInteger(1, FFDHE2048.prime());

    /** RFC 7919 §4: 1 &lt; dh_Yc &lt; dh_p - 1. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "p-1", "p", "p+1", "2p"})
    void refusesAShareOfAFiniteFieldOutOfRange(String share) {
        BigInteger number = switch (share) {
            case "p-1" -> PRIME.subtract(BigInteger.ONE);
            case "p" -> PRIME;
            case "p+1" -> PRIME.add(BigInteger.ONE);
            case "2p" -> PRIME.shiftLeft(1);
            default -> new BigInteger(share);
        };
        PremasterSource source = new PremasterSource.Dhe(FFDHE2048.generate(CONFIG.jca(), CONFIG.random()));
        TlsException fault = assertThrows(TlsException.class, () -> source.premaster(CONFIG, dhe(number)));
        assertEquals(AlertDescription.HANDSHAKE_FAILURE, fault.alert());
        assertTrue(fault.reason().contains("not between 1 and p - 1"), fault.reason());
    }

    @Test
    void takesAShareInRange() {
        EphemeralKey own = FFDHE2048.generate(CONFIG.jca(), CONFIG.random());
        BigInteger share = new BigInteger(1, own.share());
        // Two to the power of our key is our share.
        byte[] premaster = new PremasterSource.Dhe(own)
                .premaster(CONFIG, dhe(BigInteger.TWO))
                .reveal();
        assertEquals(share, new BigInteger(1, premaster));
    }

    /** RFC 8422 §5.11: a point that is none is another matter. */
    @Test
    void refusesAPointOffTheCurve() {
        EphemeralKey own = NamedGroups.byName("secp256r1").orElseThrow().generate(CONFIG.jca(), CONFIG.random());
        byte[] point = own.share();
        point[point.length - 1] ^= 1;
        PremasterSource source = new PremasterSource.Ecdhe(own);
        TlsException fault = assertThrows(
                TlsException.class, () -> source.premaster(CONFIG, ClientKeyExchange.ecdhe(Bytes.copyOf(point))));
        assertEquals(AlertDescription.ILLEGAL_PARAMETER, fault.alert());
    }

    private static ClientKeyExchange dhe(BigInteger share) {
        return ClientKeyExchange.dhe(Bytes.owning(share.toByteArray()));
    }
}
