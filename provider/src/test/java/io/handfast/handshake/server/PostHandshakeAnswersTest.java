package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_REQUIRED;
import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.iana.CodePoints;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Finished;
import io.handfast.message.KeyUpdate;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a server makes of a client's answer to a request after the handshake (RFC 8446 §4.6.2). */
class PostHandshakeAnswersTest {
    private static final Bytes FOREIGN = Bytes.hex("00112233");

    private static TlsConfigBuilder config() {
        return ServerFixture.config(KeyKind.EC_P256)
                .options(ConnectionOptions.DEFAULTS.withPostHandshakeAuthentication(true));
    }

    private static LockStep connected(TlsConfig server) {
        LockStep pair = new LockStep(config().build(), server).finish();
        assertTrue(pair.server().connected());
        return pair;
    }

    private static LockStep asked() {
        return connected(config().build()).askForCertificate();
    }

    @Test
    void theAnswerGoesThroughItsStatesInOrder() {
        LockStep pair = asked();
        assertEquals("Connected", pair.server().name());
        pair.until(CertificateVerify.class);
        assertEquals("WaitPostHandshakeCertificateVerify", pair.server().name());
        assertTrue(pair.server().connected() && pair.server().awaitsClientAuthentication());
        assertThrows(IllegalStateException.class, pair::askForCertificate);
        pair.until(Finished.class);
        assertEquals("WaitPostHandshakeFinished", pair.server().name());
        assertEquals(List.of(), pair.serverEffects().facts().peerCertificates(), "nothing is known before Finished");
        pair.finish();
        assertEquals("Connected", pair.server().name());
        assertFalse(pair.server().awaitsClientAuthentication());
        assertEquals(
                ServerFixture.identity(KeyKind.EC_P256).chain(),
                pair.serverEffects().facts().peerCertificates());
    }

    @Test
    @Spec("RFC8446-4.3.2-3")
    void everyRequestHasItsOwnContext() {
        LockStep pair = asked().finish();
        Bytes first = pair.serverEffects().sent(CertificateRequest13.class).context();
        pair.askForCertificate().finish();
        Bytes second = pair.serverEffects().sent(CertificateRequest13.class).context();
        assertEquals(16, first.length());
        assertFalse(first.equals(second));
    }

    @Test
    void ourOwnKeysMayChangeAmidTheAnswer() {
        LockStep pair = asked().until(CertificateVerify.class);
        pair.renewServerKeys();
        pair.until(Finished.class);
        pair.renewServerKeys();
        pair.finish();
        assertEquals("Connected", pair.server().name());
        assertFalse(pair.serverEffects().facts().peerCertificates().isEmpty());
    }

    @Test
    void aCertificateThatNobodyAskedForIsUnexpected() {
        LockStep idle = connected(config().build());
        assertAlert(UNEXPECTED_MESSAGE, () -> idle.instead(new Certificate13(FOREIGN, List.of())));
        LockStep other = asked();
        assertAlert(UNEXPECTED_MESSAGE, () -> other.instead(new Certificate13(FOREIGN, List.of())));
        LockStep empty = asked();
        assertAlert(UNEXPECTED_MESSAGE, () -> empty.instead(new Certificate13(Bytes.empty(), List.of())));
        LockStep again = asked();
        Certificate13 first = (Certificate13) again.pending();
        again.finish();
        assertAlert(UNEXPECTED_MESSAGE, () -> again.instead(first));
    }

    @Test
    @Spec("RFC8446-4.6.2-5")
    void nothingComesInBetween() {
        LockStep update = asked().until(CertificateVerify.class);
        assertAlert(UNEXPECTED_MESSAGE, () -> update.instead(new KeyUpdate(false)));
        LockStep beforeFinished = asked().until(Finished.class);
        assertAlert(UNEXPECTED_MESSAGE, () -> beforeFinished.instead(new KeyUpdate(false)));
        LockStep data = asked().until(CertificateVerify.class);
        assertAlert(UNEXPECTED_MESSAGE, data::applicationData);
        LockStep noProof = asked().until(CertificateVerify.class);
        assertAlert(UNEXPECTED_MESSAGE, () -> noProof.instead(new Finished(Bytes.owning(new byte[32]))));
        LockStep before = asked();
        before.applicationData();
        before.instead(new KeyUpdate(false));
        assertEquals("Connected", before.server().name(), "before the answer all may come");
    }

    @Test
    @Spec("RFC8446-4.4.2-7")
    void whatDoesNotHoldIsRefused() {
        LockStep chain = asked();
        assertAlert(BAD_CERTIFICATE, () -> chain.changed(Certificate13.class, PostHandshakeAnswersTest::broken));
        LockStep extension = asked();
        assertAlert(
                ILLEGAL_PARAMETER, () -> extension.changed(Certificate13.class, PostHandshakeAnswersTest::extended));
        LockStep proof = asked().until(CertificateVerify.class);
        assertAlert(DECRYPT_ERROR, () -> proof.changed(CertificateVerify.class, PostHandshakeAnswersTest::spoilt));
        LockStep finished = asked().until(Finished.class);
        assertAlert(DECRYPT_ERROR, () -> finished.instead(new Finished(Bytes.owning(new byte[32]))));
        LockStep silent = connected(config().clientAuthentication(ClientAuthentication.REQUIRED)
                        .build())
                .askForCertificate();
        assertAlert(
                CERTIFICATE_REQUIRED,
                () -> silent.changed(
                        Certificate13.class,
                        certificate -> new Certificate13(certificate.requestContext(), List.of())));
    }

    private static void assertAlert(AlertDescription alert, Executable step) {
        assertEquals(alert, assertThrows(TlsException.class, step).alert());
    }

    private static Certificate13 broken(Certificate13 certificate) {
        return new Certificate13(
                certificate.requestContext(), List.of(new CertificateEntry(FOREIGN, ExtensionBlock.empty())));
    }

    private static Certificate13 extended(Certificate13 certificate) {
        CertificateEntry leaf = certificate.entries().get(0);
        return new Certificate13(
                certificate.requestContext(),
                List.of(new CertificateEntry(
                        leaf.certificate(), ExtensionBlock.of(new SignatureAlgorithms(CodePoints.of(0x0403))))));
    }

    private static CertificateVerify spoilt(CertificateVerify verify) {
        byte[] signature = verify.signature().toArray();
        signature[signature.length - 1] ^= 1;
        return new CertificateVerify(verify.scheme(), Bytes.owning(signature));
    }
}
