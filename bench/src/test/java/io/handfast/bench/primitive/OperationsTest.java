package io.handfast.bench.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.stack.Stack;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Primitive;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation can be done again and again; each recipe names operations that there are. */
class OperationsTest {
    static Stream<String> names() {
        return Operations.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSourcesThatAreChosenHaveIt(String name) throws Exception {
        Operations operations = new Operations(Jca.of(Jca.Source.AUTO));
        // What comes out begins with a zero for one key in 256, whenever that key is used.
        boolean comes = false;
        for (int key = 0; !comes && key < 16; key++) {
            comes = operations.ready(name).orElseThrow().run() != 0;
        }
        assertTrue(comes, "nothing comes out of it");
    }

    @Test
    void anUnknownOneIsRefused() {
        Operations operations = new Operations(Jca.of(Jca.Source.AUTO));
        assertThrows(IllegalArgumentException.class, () -> operations.ready("x25519 guess"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatHasSourcesToChooseFromSaysWhich(String name) {
        boolean choice = !Choice.primitives(name).isEmpty();
        boolean asymmetric = !name.startsWith("RSA")
                && !name.startsWith("rsa")
                && !name.startsWith("AES")
                && !name.startsWith("HMAC")
                && !name.startsWith("SHA");
        assertEquals(asymmetric, choice);
        assertEquals("JCA", Choice.of(name, Jca.of(Jca.Source.PLATFORM)));
        assertEquals(choice ? "bundled" : "JCA", Choice.of(name, Jca.of(Jca.Source.BUNDLED)));
    }

    @Test
    void aHybridNamesItsParts() {
        Jca auto = Jca.of(Jca.Source.AUTO);
        boolean mixed = !auto.bundled(Primitive.ML_KEM_768) && auto.bundled(Primitive.X25519);
        assertEquals(
                mixed ? "X25519 bundled, ML_KEM_768 JCA" : "bundled",
                Choice.of(Operations.answer("X25519MLKEM768"), auto));
    }

    @Test
    void namesAreThereOnce() {
        List<String> names = Operations.names();
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void theStopwatchTellsMuchFromLittle() throws Exception {
        Operations operations = new Operations(Jca.of(Jca.Source.AUTO));
        Stopwatch watch = new Stopwatch(5);
        double hash = watch.microseconds(operations.ready(Operations.HASH).orElseThrow());
        double decrypt =
                watch.microseconds(operations.ready(Operations.decrypt()).orElseThrow());
        assertTrue(hash > 0 && decrypt > hash, hash + " and " + decrypt);
    }

    @ParameterizedTest
    @EnumSource
    void recipesAreOfOperationsThatThereAre(Recipe recipe) throws Exception {
        for (Recipe.Step step : recipe.steps()) {
            assertTrue(step.times() > 0, step::toString);
        }
        // With some keys what comes out adds up to nothing: three rounds, each with keys of its own.
        int sum = 0;
        for (int round = 0; sum == 0 && round < 3; round++) {
            sum = sum(recipe);
        }
        assertNotEquals(0, sum, recipe::title);
    }

    private static int sum(Recipe recipe) throws Exception {
        Floor floor = new Floor();
        floor.stack = Stack.HANDFAST;
        floor.recipe = recipe;
        floor.prepare();
        try {
            return floor.sum();
        } finally {
            floor.stop();
        }
    }

    /** What moves is no primitive, and processor time of one thread says little about it. */
    @Test
    void whatMovesIsNotAmongThePrimitives() {
        for (Recipe recipe : List.of(Recipe.CONNECTION, Recipe.SENT_16K)) {
            Recipe.Step last = recipe.steps().get(recipe.steps().size() - 1);
            assertFalse(Operations.names().contains(last.operation()), last::operation);
        }
    }

    /** RFC 8446 §7.1 has as many HMACs for a PSK of its own; RFC 5246 §5 has six blocks fewer without a premaster secret. */
    @Test
    void recipesCountWhatTheRfcsCount() {
        assertEquals(48 - 4, hmacs(Recipe.TLS13_ECDSA), "48 calls, of which 4 depend on no connection");
        assertEquals(54, hmacs(Recipe.TLS13_RESUMED));
        assertEquals(24, hmacs(Recipe.TLS12_ECDHE));
        assertEquals(24 - 8, hmacs(Recipe.TLS12_RESUMED), "the master secret is there already");
    }

    private static int hmacs(Recipe recipe) {
        return recipe.steps().stream()
                .filter(step -> step.operation().startsWith("HMAC"))
                .mapToInt(Recipe.Step::times)
                .sum();
    }
}
