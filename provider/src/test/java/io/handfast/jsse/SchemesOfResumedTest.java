package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session is resumed only where its peer proved itself with schemes as they are accepted now (RFC 8446 §4.2.3, §4.6.1). */
class SchemesOfResumedTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final String OF_THE_PEER = "ecdsa_secp256r1_sha256";
    private static final String ANOTHER = "rsa_pss_rsae_sha256";
    private static final String[] DEFAULTS = {};

    private static SSLContext context() throws GeneralSecurityException {
        return HandfastContext.builder()
                .keyStore(TestCa.keyStore(CA.localhost(KeyKind.EC_P256)), TestCa.PASSWORD.toCharArray())
                .trustStore(CA.trustStore())
                .build();
    }

    private static void accept(SSLEngine engine, String... schemes) {
        if (schemes.length > 0) {
            HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
            parameters.setSignatureSchemes(schemes);
            parameters.setSigningSchemes(new String[] {OF_THE_PEER});
            engine.setSSLParameters(parameters);
        }
    }

    /** Connections between two contexts, in which one end asks the other for a proof. */
    private record Asking(SSLContext client, SSLContext server, String version, boolean atClient) {
        EnginePair meet(String... schemes) {
            EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
            pair.client.setEnabledProtocols(new String[] {version});
            pair.server.setNeedClientAuth(!atClient);
            accept(atClient ? pair.client : pair.server, schemes);
            return pair.handshake();
        }

        boolean resumes(String... schemes) throws SSLException {
            EnginePair pair = meet(schemes);
            assertNull(pair.clientFault, () -> String.valueOf(pair.clientFault));
            assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
            // Tickets of TLS 1.3 come after the handshake.
            EnginePair.transfer(pair.server, pair.client, new byte[] {1});
            return HandfastSession.of(pair.client.getSession()).resumed();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.3, false", "TLSv1.2, false"})
    void aProofThatIsNotAcceptedNowDoesNotDoForLater(String version, boolean atClient) throws Exception {
        Asking asking = new Asking(context(), context(), version, atClient);
        assertFalse(asking.resumes(DEFAULTS));
        assertTrue(asking.resumes(DEFAULTS), "as a check of the test");
        EnginePair strict = asking.meet(ANOTHER);
        assertTrue(strict.clientFault != null || strict.serverFault != null, "the session was taken up");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.3, false", "TLSv1.2, false"})
    void theSameSchemesInAnyOrderAreTheSame(String version, boolean atClient) throws Exception {
        Asking asking = new Asking(context(), context(), version, atClient);
        assertFalse(asking.resumes(OF_THE_PEER, ANOTHER));
        assertTrue(asking.resumes(ANOTHER, OF_THE_PEER));
    }
}
