package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import io.handfast.trace.TraceEvent;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody in between drops, repeats, reorders, shortens and alters records: the handshake must fail, and well. */
@Timeout(120)
class MeddlingTest {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity IDENTITY = CA.localhost(KeyKind.EC_P256);

    /** What is done to the record with the chosen number. */
    enum Deed {
        DROP {
            @Override
            void apply(byte[] record, Deque<byte[]> towards, Random random) {
                // Nothing goes on.
            }
        },
        REPEAT {
            @Override
            void apply(byte[] record, Deque<byte[]> towards, Random random) {
                towards.add(record.clone());
                towards.add(record);
            }
        },
        DELAY {
            @Override
            void apply(byte[] record, Deque<byte[]> towards, Random random) {
                towards.add(record);
            }
        },
        SHORTEN {
            @Override
            void apply(byte[] record, Deque<byte[]> towards, Random random) {
                byte[] shorter = Arrays.copyOf(record, record.length - 1 - random.nextInt(record.length - 6));
                shorter[3] = (byte) ((shorter.length - 5) >>> 8);
                shorter[4] = (byte) (shorter.length - 5);
                towards.add(shorter);
            }
        },
        ALTER {
            @Override
            void apply(byte[] record, Deque<byte[]> towards, Random random) {
                int position = 5 + random.nextInt(record.length - 5);
                record[position] ^= (byte) (1 << random.nextInt(8));
                towards.add(record);
            }
        },
        INSERT_GARBAGE {
            @Override
            void apply(byte[] record, Deque<byte[]> towards, Random random) {
                byte[] garbage = new byte[5 + 40];
                random.nextBytes(garbage);
                garbage[0] = 23;
                garbage[1] = 3;
                garbage[2] = 3;
                garbage[3] = 0;
                garbage[4] = 40;
                towards.add(garbage);
                towards.add(record);
            }
        };

        abstract void apply(byte[] record, Deque<byte[]> towards, Random random);
    }

    /** Does one deed to one record, and counts the records. */
    private static final class OneDeed implements Pair.Meddler {
        private final Deed deed;
        private final int number;
        private final Random random;
        private byte[] delayed = new byte[0];
        private int passed;
        private boolean done;
        private boolean harmless;

        OneDeed(Deed deed, int number, Random random) {
            this.deed = deed;
            this.number = number;
            this.random = random;
        }

        @Override
        public void pass(boolean fromClient, byte[] record, Deque<byte[]> towards) {
            if (passed++ != number) {
                towards.add(record);
                if (delayed.length > 0) {
                    harmless |= record[0] == CHANGE_CIPHER_SPEC;
                    towards.add(delayed);
                    delayed = new byte[0];
                }
                return;
            }
            done = true;
            // TLS 1.3 drops these records, so nobody misses one; their content is a constant, which may not be altered.
            harmless = record[0] == CHANGE_CIPHER_SPEC;
            if (deed == Deed.DELAY) {
                delayed = record;
            } else if (record.length > 6 || deed != Deed.SHORTEN) {
                deed.apply(record, towards, random);
            } else {
                // A record of one byte cannot be shortened and still be one.
                done = false;
                towards.add(record);
            }
        }
    }

    static Stream<Arguments> deeds() {
        List<Arguments> all = new ArrayList<>();
        for (ProtocolVersion version : List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)) {
            for (Deed deed : Deed.values()) {
                for (int number = 0; number < 12; number++) {
                    for (int seed = 0; seed < (deed == Deed.ALTER ? 12 : 1); seed++) {
                        all.add(Arguments.of(version, false, deed, number, seed));
                    }
                }
                // A resumption takes fewer records.
                for (int number = 0; number < 7; number++) {
                    for (int seed = 0; seed < (deed == Deed.ALTER ? 6 : 1); seed++) {
                        all.add(Arguments.of(version, true, deed, number, seed));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    @Spec({"RFC8446-6-2", "RFC8446-6.2-1", "RFC8446-6.2-2", "RFC8446-6.2-4"})
    void neverSucceedsAndFailsWithOneAlert(ProtocolVersion version, boolean resumed, Deed deed, int number, int seed) {
        List<TraceEvent> alerts = new ArrayList<>();
        Ports ports = new Ports(CA.root(), IDENTITY);
        OneDeed meddler = new OneDeed(deed, number, new Random(1000L * number + seed));
        TlsConfigBuilder client = ports.config().versions(List.of(version));
        TlsConfigBuilder server = ports.config().clientAuthentication(ClientAuthentication.REQUIRED);
        if (resumed) {
            Sessions sessions = Sessions.of(new SecureRandom(), InstantSource.system(), 10, Duration.ofHours(1));
            client.sessions(sessions.forConnection(Optional.of(new PeerKey("localhost", 443)), "", true));
            Pair first = new Pair(client.build(), server.sessions(sessions).build()).handshake();
            assertTrue(first.client.connected() && first.server.connected());
            // Nothing comes after the handshake that could get lost unnoticed.
            server.sessions(sessions.withTickets(true, 0, true));
        }
        Pair pair = new Pair(
                client.trace(event -> record(event, alerts)).build(),
                server.trace(event -> record(event, alerts)).build());
        pair.handshake(meddler);
        if (!meddler.done || meddler.harmless && version.is13()) {
            return;
        }
        assertFalse(
                pair.client.connected()
                        && pair.client.failure() == null
                        && pair.server.connected()
                        && pair.server.failure() == null,
                "both ends are content, though somebody meddled");
        long byClient = alerts.stream().filter(TraceEvent::client).count();
        long byServer = alerts.size() - byClient;
        assertTrue(byClient <= 1 && byServer <= 1, () -> "more than one alert: " + alerts);
        assertEnds(pair.client);
        assertEnds(pair.server);
    }

    private static void record(TraceEvent event, List<TraceEvent> alerts) {
        if (event.kind() == TraceEvent.Kind.ALERT && event.sent()) {
            alerts.add(event);
        }
    }

    /** Once nothing more comes, an end that has not failed yet does so now, and every call says the same. */
    private static void assertEnds(TlsConnection connection) {
        if (connection.failure() == null) {
            assertThrows(TlsException.class, connection::transportEnded);
        }
        RuntimeException failure = connection.failure();
        assertNotNull(failure);
        assertTrue(failure instanceof TlsException || failure instanceof PeerAlertException, failure::toString);
        byte[] record = {23, 3, 3, 0, 1, 0};
        assertSame(failure, assertThrows(RuntimeException.class, () -> connection.recordLength(record, 0, 6)));
        assertSame(
                failure, assertThrows(RuntimeException.class, () -> connection.seal(record, 0, 1, new byte[100], 0)));
    }
}
