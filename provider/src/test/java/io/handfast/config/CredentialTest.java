package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a Certificate message shows of a credential (RFC 8446 §4.4.2). */
class CredentialTest {
    private static final Identity OURS = TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256);
    private static final Identity OTHER = TestCa.of(KeyKind.EC_P384).localhost(KeyKind.EC_P256);

    @Test
    void aChainIsEncodedOnce() throws Exception {
        Credential credential = new Credential(OURS.privateKey(), OURS.chain());
        List<Bytes> encoded = credential.encoded();

        assertEquals(certificates(OURS.chain()), encoded);
        assertSame(encoded, credential.encoded());
    }

    @Test
    void anotherChainForTheSameKeyHasItsOwnBytes() throws Exception {
        X509Certificate root = TestCa.of(KeyKind.EC_P256).root();
        Credential credential = new Credential(OURS.privateKey(), OURS.chain());
        credential.encoded();
        List<X509Certificate> longer = new ArrayList<>(OURS.chain());
        longer.add(root);

        Credential other = new Credential(OURS.privateKey(), longer);
        assertEquals(certificates(longer), other.encoded());
        assertEquals(certificates(OURS.chain()), credential.encoded());
    }

    @Test
    void theSameKeyAndChainAreTheSameCredential() throws Exception {
        Credential credential = new Credential(OURS.privateKey(), OURS.chain());
        Credential same = new Credential(OURS.privateKey(), OURS.chain());
        same.encoded();
        assertEquals(credential, same);
        assertEquals(credential.hashCode(), same.hashCode());

        X509Certificate leaf = OURS.chain().get(0);
        assertNotEquals(credential, new Credential(OTHER.privateKey(), OURS.chain()));
        assertNotEquals(credential, new Credential(OURS.privateKey(), OTHER.chain()));
        assertNotEquals(credential, Credential.raw(OURS.privateKey(), leaf.getPublicKey()));
        assertNotEquals(
                Credential.raw(OURS.privateKey(), leaf.getPublicKey()),
                Credential.raw(OURS.privateKey(), OTHER.certificate().getPublicKey()));
    }

    @Test
    void itsMessageIsMadeByTheFirstWhoShowsIt() {
        Credential credential = new Credential(OURS.privateKey(), OURS.chain());
        Bytes message = Bytes.hex("0b000000");
        assertSame(message, credential.message13(() -> message));
        assertSame(message, credential.message13(() -> Bytes.hex("0b000001 00")));

        Credential other = new Credential(OURS.privateKey(), OURS.chain());
        assertEquals(Bytes.hex("0b000001 00"), other.message13(() -> Bytes.hex("0b000001 00")));
    }

    @Test
    void theListOfTheCallerIsNotKept() throws Exception {
        List<X509Certificate> chain = new ArrayList<>(OURS.chain());
        Credential credential = new Credential(OURS.privateKey(), chain);
        chain.clear();
        assertEquals(certificates(OURS.chain()), credential.encoded());
    }

    @Test
    void withoutAChainItIsThePublicKey() {
        Credential raw = Credential.raw(OURS.privateKey(), OURS.chain().get(0).getPublicKey());
        assertEquals(List.of(Bytes.copyOf(OURS.chain().get(0).getPublicKey().getEncoded())), raw.encoded());
        assertSame(raw.encoded(), raw.encoded());
    }

    private static List<Bytes> certificates(List<X509Certificate> chain) throws CertificateEncodingException {
        List<Bytes> encoded = new ArrayList<>();
        for (X509Certificate each : chain) {
            encoded.add(Bytes.copyOf(each.getEncoded()));
        }
        return encoded;
    }
}
