package io.handfast.keyschedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.testing.Trace;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All traces of RFC 8448, played step by step: every secret, key, hash, binder, Finished, signature and record. */
class Rfc8448Test {
    @TestFactory
    Stream<DynamicContainer> everyStepGivesThePublishedValues() {
        return Stream.of(
                        "simple-1rtt",
                        "resumed-0rtt",
                        "hello-retry-request",
                        "client-authentication",
                        "compatibility-mode")
                .map(name -> {
                    Trace trace = Trace.read("rfc8448/" + name + ".txt");
                    Rfc8448Player player = new Rfc8448Player();
                    Stream<DynamicTest> steps = trace.steps().stream()
                            .map(step -> DynamicTest.dynamicTest(step.toString(), () -> player.play(step)));
                    DynamicTest end = DynamicTest.dynamicTest("nothing is left over", player::expectEnd);
                    return DynamicContainer.dynamicContainer(name, Stream.concat(steps, Stream.of(end)));
                });
    }

    @Test
    void theResumedConnectionStartsFromTheTicketOfTheFirst() {
        Trace.Step ticket = Trace.read("rfc8448/simple-1rtt.txt").step("server", "generate resumption secret");
        Trace.Step early = Trace.read("rfc8448/resumed-0rtt.txt").step("client", "extract secret \"early\"");
        assertEquals(ticket.value("expanded"), early.value("IKM"));
    }
}
