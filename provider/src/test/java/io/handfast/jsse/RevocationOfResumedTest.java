package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.Revocation;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session is resumed only under the revocation policy by which its peer was judged (RFC 8446 §4.6.1, RFC 5280 §6.3). */
class RevocationOfResumedTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private static SSLContext context() throws GeneralSecurityException {
        return HandfastContext.builder()
                .keyStore(TestCa.keyStore(CA.localhost(KeyKind.EC_P256)), TestCa.PASSWORD.toCharArray())
                .trustStore(CA.trustStore())
                .build();
    }

    private static void choose(SSLEngine engine, @Nullable Revocation policy) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        parameters.setRevocation(policy);
        engine.setSSLParameters(parameters);
    }

    /** Connections between two contexts, in which one end judges the other. */
    private record Judging(SSLContext client, SSLContext server, String version, boolean atClient) {
        EnginePair meet(@Nullable Revocation policy) {
            EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
            pair.client.setEnabledProtocols(new String[] {version});
            pair.server.setNeedClientAuth(!atClient);
            choose(atClient ? pair.client : pair.server, policy);
            return pair.handshake();
        }

        boolean resumes(@Nullable Revocation policy) throws SSLException {
            EnginePair pair = meet(policy);
            assertNull(pair.clientFault, () -> String.valueOf(pair.clientFault));
            assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
            // Tickets of TLS 1.3 come after the handshake.
            EnginePair.transfer(pair.server, pair.client, new byte[] {1});
            return HandfastSession.of(pair.client.getSession()).resumed();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.3, false", "TLSv1.2, false"})
    void aStricterPolicyJudgesTheChain(String version, boolean atClient) throws Exception {
        Judging judging = new Judging(context(), context(), version, atClient);
        assertFalse(judging.resumes(Revocation.OFF));
        assertTrue(judging.resumes(Revocation.OFF), "as a check of the test");
        // Nobody tells the status of these certificates.
        EnginePair strict = judging.meet(Revocation.HARD);
        Exception fault = atClient ? strict.clientFault : strict.serverFault;
        assertNotNull(fault, "the session was taken up without a look at the chain");
        assertTrue(String.valueOf(fault.getMessage()).contains("cannot be learned"), fault.toString());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3", "TLSv1.2"})
    void noPolicyOfItsOwnIsOneToo(String version) throws Exception {
        Judging judging = new Judging(context(), context(), version, true);
        assertFalse(judging.resumes(null));
        assertTrue(judging.resumes(null), "as a check of the test");
        assertFalse(judging.resumes(Revocation.SOFT));
        assertTrue(judging.resumes(Revocation.SOFT), "judged in the same way before");
    }
}
