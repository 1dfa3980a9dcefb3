package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plaintext records where they have no place in a handshake of TLS 1.2, before each record of each side: the alert is the
 * one that the RFC names (RFC 5246 §6.2.1, §7.1, §7.2.2; RFC 8446 §5.1).
 */
class RecordsOutOfPlace12Test {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity EC = CA.localhost(KeyKind.EC_P256);
    private static final Identity RSA = CA.localhost(KeyKind.RSA);

    /** What is slipped in. */
    enum Intruder {
        /** Keys that change before there are any, or before all is agreed, would be keys that everybody knows. */
        EARLY_CHANGE_CIPHER_SPEC("1403030001" + "01", AlertDescription.UNEXPECTED_MESSAGE),
        EARLY_APPLICATION_DATA("1703030003" + "010203", AlertDescription.UNEXPECTED_MESSAGE),
        OVERSIZED_MESSAGE("1603030004" + "0bffffff", AlertDescription.DECODE_ERROR),
        OVERSIZED_RECORD("1603034801" + "00".repeat(0x4801), AlertDescription.RECORD_OVERFLOW),
        EMPTY_HANDSHAKE_RECORD("1603030000", AlertDescription.UNEXPECTED_MESSAGE),
        UNKNOWN_TYPE("6303030001" + "01", AlertDescription.UNEXPECTED_MESSAGE);

        private final byte[] record;
        private final AlertDescription alert;

        Intruder(String record, AlertDescription alert) {
            this.record = Bytes.hex(record).toArray();
            this.alert = alert;
        }
    }

    static Stream<Arguments> moments() {
        List<Arguments> moments = new ArrayList<>();
        for (String suite : List.of(
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            for (boolean clientAuthenticated : new boolean[] {false, true}) {
                for (boolean ofClient : new boolean[] {true, false}) {
                    int count = plaintextRecords(suite, clientAuthenticated, ofClient);
                    for (int before = 0; before < count; before++) {
                        moments.add(Arguments.of(suite, clientAuthenticated, ofClient, before));
                    }
                }
            }
        }
        return moments.stream();
    }

    @ParameterizedTest(name = "{0}, client authenticated {1}, sent by client {2}, before record {3}")
    @MethodSource("moments")
    void isRefused(String suite, boolean clientAuthenticated, boolean ofClient, int before) {
        for (Intruder intruder : Intruder.values()) {
            int[] seen = new int[1];
            Pair pair = pair(suite, clientAuthenticated).handshake((fromClient, record, towards) -> {
                if (fromClient == ofClient && seen[0]++ == before) {
                    towards.add(intruder.record.clone());
                }
                towards.add(record);
            });
            TlsConnection victim = ofClient ? pair.server : pair.client;
            TlsConnection other = ofClient ? pair.client : pair.server;
            TlsException fault = assertInstanceOf(TlsException.class, victim.failure(), intruder::name);
            assertEquals(intruder.alert, fault.alert(), () -> intruder + ": " + fault.reason());
            PeerAlertException told = assertInstanceOf(PeerAlertException.class, other.failure(), intruder::name);
            assertEquals(intruder.alert.code(), told.code());
        }
    }

    /** How many records one side sends before its keys change, its ChangeCipherSpec included. */
    private static int plaintextRecords(String suite, boolean clientAuthenticated, boolean ofClient) {
        List<Integer> types = new ArrayList<>();
        pair(suite, clientAuthenticated).handshake((fromClient, record, towards) -> {
            if (fromClient == ofClient && !types.contains(CHANGE_CIPHER_SPEC)) {
                types.add((int) record[0]);
            }
            towards.add(record);
        });
        // Before the ChangeCipherSpec itself another one is in its place.
        return types.size() - 1;
    }

    private static Pair pair(String suite, boolean clientAuthenticated) {
        Ports ports = new Ports(CA.root(), EC, RSA);
        return new Pair(
                ports.config()
                        .versions(List.of(ProtocolVersion.TLS12))
                        .cipherSuites(List.of(CipherSuites.byName(suite).orElseThrow()))
                        .build(),
                ports.config()
                        .cipherSuites(List.of(CipherSuites.byName(suite).orElseThrow()))
                        .clientAuthentication(
                                clientAuthenticated ? ClientAuthentication.REQUIRED : ClientAuthentication.NONE)
                        .build());
    }
}
