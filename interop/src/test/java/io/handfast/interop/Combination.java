package io.handfast.interop;

import io.handfast.tools.certificates.KeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One handshake to be tried: which of everything there is to choose (RFC 8446 §1.2, RFC 5246 §7).
 *
 * @param suite the suite, and with it the version
 * @param server the kind of the server's key
 * @param group the group; of no consequence to key transport
 * @param client the kind of the client's key; empty for no client authentication
 */
record Combination(Suite suite, KeyKind server, Group group, Optional<KeyKind> client) {

    private static final List<Optional<KeyKind>> CLIENTS = Stream.concat(
                    Stream.of(Optional.<KeyKind>empty()),
                    Arrays.stream(KeyKind.values()).map(Optional::of))
            .toList();

    Protocol protocol() {
        return suite.protocol();
    }

    @Override
    public String toString() {
        return suite.jsse() + " " + server + (suite.keyTransport() ? "" : " " + group)
                + client.map(kind -> ", client " + kind).orElse("");
    }

    /** Every pair of server key and group in both versions, with suites and client keys changing along; each value of each occurs. */
    static Stream<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (KeyKind kind : KeyKind.values()) {
                List<Suite> suites =
                        suites(suite -> suite.protocol() == protocol && suite.fits(kind) && !suite.keyTransport());
                for (Group group : Group.values()) {
                    if (protocol == Protocol.TLS13 || group.curve()) {
                        int number = all.size();
                        all.add(new Combination(suites.get(number % suites.size()), kind, group, clientKind(number)));
                    }
                }
            }
        }
        for (Suite suite : suites(Suite::keyTransport)) {
            all.add(new Combination(suite, KeyKind.RSA, Group.X25519, Optional.empty()));
            for (KeyKind client : KeyKind.values()) {
                all.add(new Combination(suite, KeyKind.RSA, Group.X25519, Optional.of(client)));
            }
        }
        return all.stream();
    }

    /** Eight values in turn, nobody and then each kind; shifted each round, as the loops above are of eight as well. */
    private static Optional<KeyKind> clientKind(int number) {
        return CLIENTS.get((number + number / CLIENTS.size()) % CLIENTS.size());
    }

    private static List<Suite> suites(Predicate<Suite> wanted) {
        return Arrays.stream(Suite.values()).filter(wanted).toList();
    }
}
