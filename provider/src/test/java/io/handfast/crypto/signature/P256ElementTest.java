package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class P256ElementTest {
    private static final BigInteger P = P256Element.PRIME;

    /** Numbers at the edges of limbs and of the prime, and some at random. */
    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int power : new int[] {0, 1, 44, 52, 96, 104, 156, 192, 208, 224, 255}) {
            BigInteger edge = BigInteger.ONE.shiftLeft(power);
            numbers.addAll(List.of(edge, edge.subtract(BigInteger.ONE), P.subtract(edge)));
        }
        numbers.add(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
        Random random = new Random(256);
        for (int i = 0; i < 60; i++) {
            numbers.add(new BigInteger(256, random));
        }
        return numbers;
    }

    @Test
    void numbersGoInAndComeOut() {
        assertEquals(BigInteger.ZERO, new P256Element().value());
        assertEquals(BigInteger.ZERO, P256Element.of(P).value());
        for (BigInteger number : numbers()) {
            assertEquals(number.mod(P), P256Element.of(number).value());
        }
    }

    @Test
    void productsAndSums() {
        for (BigInteger a : numbers()) {
            for (BigInteger b : numbers()) {
                check(a, b, (left, right) -> left.product(left, right), BigInteger::multiply);
                check(a, b, (left, right) -> left.sum(left, right), BigInteger::add);
                check(a, b, (left, right) -> left.difference(left, right), BigInteger::subtract);
                check(a, b, (left, right) -> right.difference(left, right), null);
            }
        }
    }

    @Test
    void squaresAreProducts() {
        for (BigInteger a : numbers()) {
            check(a, a, (left, right) -> left.square(left), BigInteger::multiply);
        }
    }

    /** Long chains, in which every operation is given what others left, as far from reduced as it may be. */
    @Test
    void chainsOfOperations() {
        Random random = new Random(52);
        P256Element[] elements = new P256Element[6];
        BigInteger[] expected = new BigInteger[elements.length];
        for (int i = 0; i < elements.length; i++) {
            expected[i] = P.subtract(BigInteger.valueOf(i + 1));
            elements[i] = P256Element.of(expected[i]);
        }
        for (int step = 0; step < 20_000; step++) {
            int a = random.nextInt(elements.length);
            int b = random.nextInt(elements.length);
            int to = random.nextInt(elements.length);
            switch (random.nextInt(4)) {
                case 0 -> {
                    elements[to].product(elements[a], elements[b]);
                    expected[to] = expected[a].multiply(expected[b]).mod(P);
                }
                case 1 -> {
                    elements[to].sum(elements[a], elements[b]);
                    expected[to] = expected[a].add(expected[b]).mod(P);
                }
                case 2 -> {
                    elements[to].difference(elements[a], elements[b]);
                    expected[to] = expected[a].subtract(expected[b]).mod(P);
                }
                default -> {
                    elements[to].square(elements[a]);
                    expected[to] = expected[a].multiply(expected[a]).mod(P);
                }
            }
            assertEquals(expected[to], elements[to].value(), "step " + step);
            assertEquals(expected[to].signum() == 0, elements[to].isZero(), "step " + step);
        }
    }

    @Test
    void zeroHasTwoForms() {
        for (BigInteger number : numbers()) {
            P256Element difference = P256Element.of(number);
            difference.difference(difference, P256Element.of(number));
            assertTrue(difference.isZero(), number.toString(16));
            P256Element sum = P256Element.of(number);
            sum.sum(sum, P256Element.of(P.subtract(number.mod(P))));
            assertTrue(sum.isZero(), number.toString(16));
            P256Element product = P256Element.of(number);
            product.product(product, difference);
            assertTrue(product.isZero(), number.toString(16));
        }
    }

    private static void check(
            BigInteger a,
            BigInteger b,
            BiConsumer<P256Element, P256Element> operation,
            @Nullable BinaryOperator<BigInteger> model) {
        P256Element left = P256Element.of(a);
        P256Element right = P256Element.of(b);
        operation.accept(left, right);
        // The operation without a model writes to its second operand: a − b.
        BigInteger expected = model == null ? a.subtract(b) : model.apply(a, b);
        assertEquals(expected.mod(P), (model == null ? right : left).value(), a.toString(16) + ", " + b.toString(16));
    }
}
