package io.handfast.bench.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each scene, with little in it, does the handshakes it is for; a scene refuses to measure others. */
class ScenesTest {
    private static final List<String> PROPERTIES = List.of(
            "jdk.tls.namedGroups", "jdk.tls.server.enableSessionTicketExtension", "io.handfast.validationCacheSeconds");

    private final List<Runnable> restore = new ArrayList<>();

    @BeforeEach
    void rememberProperties() {
        for (String name : PROPERTIES) {
            String value = System.getProperty(name);
            restore.add(value == null ? () -> System.clearProperty(name) : () -> System.setProperty(name, value));
        }
    }

    @AfterEach
    void restoreProperties() {
        restore.forEach(Runnable::run);
    }

    @ParameterizedTest
    @EnumSource
    void turnsAreTaken(Quantity quantity) throws Exception {
        int least = quantity == Quantity.VALIDATION ? 0 : 2;
        Scene few = quantity.scene(Stage.usual(), least);
        Scene many = quantity.scene(Stage.usual(), least + 2);
        Growth growth = new Turns(3, 2, 1).run(few, many);
        assertTrue(growth.smallMicroseconds() > 0 && growth.timeRatio() > 0);
        assertTrue(growth.smallAllocated() > 1000, "bytes are counted: " + growth.smallAllocated());
    }

    @Test
    void sessionsAreKeptByTheServer() throws Exception {
        Scene scene = Scene.resumed(Stage.usual().peers(), 30);
        assertTrue(scene.sessionsOfServer() >= 30, () -> "there are " + scene.sessionsOfServer());
        for (int i = 0; i < 50; i++) {
            scene.handshake();
        }
        assertTrue(scene.sessionsOfServer() <= 40, () -> "there are " + scene.sessionsOfServer());
    }

    @Test
    void idleConnectionsStayOpen() throws Exception {
        Scene scene = Scene.full(Stage.usual().peers()).withIdleConnections(3);
        scene.handshake();
        assertEquals(6, scene.openEnds());
    }
}
