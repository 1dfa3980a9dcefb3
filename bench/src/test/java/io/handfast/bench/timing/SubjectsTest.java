package io.handfast.bench.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.timing.CbcForger.Flaw;
import io.handfast.suite.CipherSpec;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The subjects get what their classes promise, and what leaks is found even by a short measurement. */
class SubjectsTest {
    private static final Experiment SHORT = new Experiment(4000, 4000, 3);

    static List<CipherSpec> specs() {
        return TimingCommand.specs();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void genuineRecordsOpenAndSpoiltOnesDoNot(CipherSpec spec) {
        Random random = new Random(5);
        CbcKeys keys = CbcKeys.draw(spec, random);
        CbcSubject genuine = new CbcSubject(keys, CbcClasses.LENGTH_OF_GENUINE);
        CbcSubject spoilt = new CbcSubject(keys, CbcClasses.PADDING_OR_MAC);
        for (int i = 0; i < 200; i++) {
            genuine.run(genuine.prepare(i & 1, random));
            spoilt.run(spoilt.prepare(i & 1, random));
        }
        assertEquals(0, genuine.refused());
        assertEquals(200, spoilt.refused());
    }

    @Test
    void theLeakyTwinOpensTheSame() {
        Random random = new Random(6);
        CbcKeys keys = CbcKeys.draw(specs().get(0), random);
        LeakyCbcSubject genuine = new LeakyCbcSubject(keys, CbcClasses.LENGTH_OF_GENUINE);
        LeakyCbcSubject spoilt = new LeakyCbcSubject(keys, CbcClasses.PADDING_OR_MAC);
        for (int i = 0; i < 200; i++) {
            genuine.run(genuine.prepare(i & 1, random));
            spoilt.run(spoilt.prepare(i & 1, random));
        }
        assertEquals(0, genuine.refused());
        assertEquals(200, spoilt.refused());
    }

    @Test
    void recordsOfBothClassesAreEquallyLong() {
        Random random = new Random(8);
        for (CbcClasses classes : CbcClasses.values()) {
            CbcForger forger = new CbcForger(CbcKeys.draw(specs().get(0), random));
            assertEquals(
                    classes.forge(forger, 0, random).length, classes.forge(forger, 1, random).length, classes.name());
        }
        CbcForger forger = new CbcForger(CbcKeys.draw(specs().get(0), random));
        assertEquals(forger.forge(64, 3, Flaw.NONE, random).length, forger.forge(64, 7, Flaw.MAC, random).length);
    }

    @Test
    void aLeakOfLuckyThirteensKindIsFound() {
        LeakyCbcSubject leaky =
                new LeakyCbcSubject(CbcKeys.draw(specs().get(0), new Random(9)), CbcClasses.LENGTH_WITH_WRONG_MAC);
        assertTrue(SHORT.run(leaky).leaks());
    }

    @Test
    void spoiltSecretsAreSpoilt() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        Random random = new Random(10);
        for (PremasterClasses classes : PremasterClasses.values()) {
            LeakyPremasterSubject leaky = new LeakyPremasterSubject(1024, pair, classes);
            for (int i = 0; i < 10; i++) {
                leaky.run(leaky.prepare(0, random));
            }
            assertEquals(0, leaky.spoilt());
            for (int i = 0; i < 10; i++) {
                leaky.run(leaky.prepare(1, random));
            }
            // A wrong version is no wrong padding.
            assertEquals(classes == PremasterClasses.VERSION ? 0 : 10, leaky.spoilt(), classes.name());
        }
    }
}
