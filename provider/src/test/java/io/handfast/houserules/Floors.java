package io.handfast.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of the house: each room with the rooms it may enter. A new room gets a line here; a line that grows is a decision to
 * be explained in ARCHITECTURE.md.
 */
final class Floors {
    private static final Map<String, Set<String>> ROOMS = new LinkedHashMap<>();

    private static final String GROUND = "failure alert iana platform trace wire ";
    private static final String CRYPTO = "crypto crypto.aead crypto.cbc crypto.group crypto.signature ";
    private static final String FIRST = CRYPTO + "x509 suite compression ";
    private static final String SECOND = "keyschedule record session config extension message auth ";
    private static final String BELOW_HANDSHAKE = GROUND + FIRST + SECOND;

    static {
        // ground floor: words
        room("failure");
        room("alert", "failure");
        room("iana");
        room("platform");
        room("trace");
        room("wire", "alert");
        // first floor: cryptography and certificates
        room("crypto", "platform");
        room("crypto.aead", "crypto");
        room("crypto.cbc", "crypto");
        room("crypto.group", "crypto iana platform");
        room("crypto.signature", "crypto iana");
        room("compression", "iana wire");
        room("x509", "failure wire crypto crypto.signature");
        room("suite", "iana " + CRYPTO);
        // second floor: the parts of the protocol
        room("keyschedule", "wire crypto crypto.aead suite trace");
        room("record", "alert wire iana suite keyschedule " + CRYPTO);
        room("session", "alert wire iana suite keyschedule " + CRYPTO);
        room("config", "alert iana wire suite compression session trace " + CRYPTO);
        room("extension", "alert wire iana config session x509 " + CRYPTO);
        room("message", "alert wire iana extension");
        room("auth", "failure alert iana wire config session message crypto crypto.signature x509 keyschedule");
        // third floor: the handshake
        room("handshake", BELOW_HANDSHAKE);
        String client = BELOW_HANDSHAKE + "handshake handshake.client.hello ";
        room("handshake.client", client + "handshake.client.tls12 handshake.client.tls13");
        room("handshake.client.hello", BELOW_HANDSHAKE + "handshake");
        room("handshake.client.tls12", client);
        room("handshake.client.tls13", client);
        String server = BELOW_HANDSHAKE + "handshake handshake.server.choice ";
        room("handshake.server", server + "handshake.server.tls12 handshake.server.tls13");
        room("handshake.server.choice", BELOW_HANDSHAKE);
        room("handshake.server.tls12", server);
        room("handshake.server.tls13", server);
        // top floor: the connection, JSSE, the front door
        String handshake = "handshake handshake.client handshake.server ";
        room("connection", BELOW_HANDSHAKE + handshake);
        room("jsse.revocation", GROUND + FIRST + "config");
        room("jsse.trust", GROUND + FIRST + "config session jsse.revocation");
        room("jsse", BELOW_HANDSHAKE + handshake + "connection jsse.trust jsse.revocation");
        room("", BELOW_HANDSHAKE + handshake + "connection jsse jsse.trust jsse.revocation");
    }

    private Floors() {}

    private static void room(String name, String mayEnter) {
        ROOMS.put(name, new LinkedHashSet<>(Arrays.asList(mayEnter.trim().split("\\s+"))));
    }

    private static void room(String name) {
        ROOMS.put(name, Set.of());
    }

    /** Each class stays within the rooms that its own may enter; a room that the plan lacks may not exist. */
    static ArchRule planIsKept(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<JavaClass>("enter only the rooms that the plan allows") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        judge(root, item, events);
                    }
                });
    }

    /** No two rooms know each other, not even by way of others. */
    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private static void judge(String root, JavaClass item, ConditionEvents events) {
        String room = roomOf(root, item).orElseThrow();
        Set<String> allowed = ROOMS.get(room);
        if (allowed == null) {
            events.add(SimpleConditionEvent.violated(
                    item, item.getName() + " is in " + room + ", a room that the plan of the house lacks"));
            return;
        }
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
            Optional<String> entered = roomOf(root, dependency.getTargetClass().getBaseComponentType());
            if (entered.isPresent() && !entered.get().equals(room) && !allowed.contains(entered.get())) {
                events.add(SimpleConditionEvent.violated(
                        item, room + " may not enter " + entered.get() + ": " + dependency.getDescription()));
            }
        }
    }

    private static Optional<String> roomOf(String root, JavaClass item) {
        String name = item.getPackageName();
        if (name.equals(root)) {
            return Optional.of("");
        }
        return name.startsWith(root + ".") ? Optional.of(name.substring(root.length() + 1)) : Optional.empty();
    }
}
