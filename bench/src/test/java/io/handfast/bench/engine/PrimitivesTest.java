package io.handfast.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.engine.Primitives.Line;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimitivesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x25519 generate and agree",
                "x25519 answer",
                "X25519MLKEM768 generate and agree",
                "ecdsa_secp256r1_sha256 sign",
                "ecdsa_secp256r1_sha256 verify",
                "rsa_pss_rsae_sha256 verify"
            })
    void everySourceIsMeasured(String operation) throws Exception {
        Primitives primitives = new Primitives(1);
        assertTrue(primitives.operations().contains(operation), primitives.operations()::toString);
        Line line = primitives.measure(operation);
        assertEquals(3, line.microseconds().size());
        assertTrue(line.microseconds().get(0).orElseThrow() > 0, "the source that is chosen has it");
    }
}
