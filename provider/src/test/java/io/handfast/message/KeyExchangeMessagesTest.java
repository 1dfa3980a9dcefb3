package io.handfast.message;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The key exchange messages before TLS 1.3, once the suite is known (RFC 8422 §5.4, §5.7, RFC 5246 §7.4.7.1). */
class KeyExchangeMessagesTest {
    private static final EcdheServerKeyExchange ECDHE =
            new EcdheServerKeyExchange(0x0017, Bytes.hex("0401"), 0x0403, Bytes.hex("5160"));

    @Test
    void serversShareReadsBack() {
        assertEquals(ECDHE, EcdheServerKeyExchange.parse(ECDHE.toMessage(), Dialect.TLS12));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS12"})
    void onlyItsOwnDialectReadsASignature(Dialect dialect) {
        int scheme = dialect == Dialect.TLS10 ? DigitallySigned.NO_SCHEME : 0x0403;
        Dialect other = dialect == Dialect.TLS10 ? Dialect.TLS12 : Dialect.TLS10;
        EcdheServerKeyExchange ecdhe = new EcdheServerKeyExchange(23, Bytes.hex("0401"), scheme, Bytes.hex("5160"));
        assertEquals(ecdhe, EcdheServerKeyExchange.parse(ecdhe.toMessage(), dialect));
        DheServerKeyExchange dhe =
                new DheServerKeyExchange(Bytes.hex("17"), Bytes.hex("02"), Bytes.hex("05"), scheme, Bytes.hex("5160"));
        assertEquals(dhe, DheServerKeyExchange.parse(dhe.toMessage(), dialect));
        TlsException fault =
                assertThrows(TlsException.class, () -> EcdheServerKeyExchange.parse(ecdhe.toMessage(), other));
        assertEquals(DECODE_ERROR, fault.alert());
        fault = assertThrows(TlsException.class, () -> DheServerKeyExchange.parse(dhe.toMessage(), other));
        assertEquals(DECODE_ERROR, fault.alert());
    }

    @Test
    void signatureCoversTheParametersAsSent() {
        assertEquals(Bytes.hex("03 0017 02 0401"), ECDHE.parameters());
        assertEquals(
                ECDHE.parameters(),
                ECDHE.toMessage().body().slice(0, ECDHE.parameters().length()));
    }

    @Test
    void serversShareIsRefusedWhenCutAnywhere() {
        Bytes body = ECDHE.toMessage().body();
        for (int length = 0; length < body.length(); length++) {
            ServerKeyExchange cut = new ServerKeyExchange(body.slice(0, length));
            TlsException fault =
                    assertThrows(TlsException.class, () -> EcdheServerKeyExchange.parse(cut, Dialect.TLS12));
            assertEquals(DECODE_ERROR, fault.alert());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01 0017 02 0401 0403 0002 5160, ILLEGAL_PARAMETER",
        "02 0017 02 0401 0403 0002 5160, ILLEGAL_PARAMETER",
        "03 0017 00 0403 0002 5160, DECODE_ERROR",
        "03 0017 02 0401 0403 0002 5160 00, DECODE_ERROR"
    })
    void badServersShareIsRefused(String body, AlertDescription alert) {
        ServerKeyExchange message = new ServerKeyExchange(Bytes.hex(body));
        TlsException fault =
                assertThrows(TlsException.class, () -> EcdheServerKeyExchange.parse(message, Dialect.TLS12));
        assertEquals(alert, fault.alert());
    }

    @Test
    void clientsShareReadsBack() {
        assertEquals(
                Bytes.hex("0402"), ClientKeyExchange.ecdhe(Bytes.hex("0402")).point());
        assertEquals(Bytes.hex("a5"), ClientKeyExchange.rsa(Bytes.hex("a5")).encryptedPremaster());
        assertEquals(Bytes.empty(), ClientKeyExchange.rsa(Bytes.empty()).encryptedPremaster());
    }

    @ParameterizedTest
    @CsvSource({"''", "00", "02 04", "01 04 00"})
    void badClientsShareIsRefused(String body) {
        ClientKeyExchange message = new ClientKeyExchange(Bytes.hex(body));
        assertEquals(
                DECODE_ERROR, assertThrows(TlsException.class, message::point).alert());
    }

    @ParameterizedTest
    @CsvSource({"''", "00", "0002 04", "0001 04 00"})
    void badEncryptedPremasterIsRefused(String body) {
        ClientKeyExchange message = new ClientKeyExchange(Bytes.hex(body));
        assertEquals(
                DECODE_ERROR,
                assertThrows(TlsException.class, message::encryptedPremaster).alert());
    }

    @Test
    void curveTypeIsTheFirstThingToBeWrong() {
        // A server with explicit parameters learns that they are not allowed, however long they are.
        ServerKeyExchange explicit = new ServerKeyExchange(Bytes.hex("01"));
        TlsException fault =
                assertThrows(TlsException.class, () -> EcdheServerKeyExchange.parse(explicit, Dialect.TLS12));
        assertEquals(ILLEGAL_PARAMETER, fault.alert());
    }
}
