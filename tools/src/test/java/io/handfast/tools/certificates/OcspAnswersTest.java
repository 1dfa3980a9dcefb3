package io.handfast.tools.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority answers about what it has issued, and about nothing else. */
class OcspAnswersTest {
    private static final BigInteger ONE_S = BigInteger.valueOf(1001);
    private static final BigInteger OTHER_S = BigInteger.valueOf(1002);

    private CertificateAuthority one;
    private CertificateAuthority other;
    private OcspAnswers answers;

    @BeforeEach
    void twoAuthoritiesWithALeafEach() throws Exception {
        CertificateAuthority root = CertificateAuthority.root("root", KeyKind.P256);
        one = root.intermediate("one", KeyKind.P256);
        other = root.intermediate("other", KeyKind.P256);
        // Nobody is revoked: there is no such folder.
        answers = new OcspAnswers(new CertificateFolder(
                Path.of("absent"), Map.of(one, Map.of(ONE_S, "leaf-one"), other, Map.of(OTHER_S, "leaf-other"))));
    }

    @Test
    void anotherAuthoritysSerialNumberIsUnknown() throws Exception {
        BasicOCSPResp answer = basic(ask(id(one, ONE_S), id(one, OTHER_S)));
        SingleResp[] said = answer.getResponses();
        assertSame(CertificateStatus.GOOD, said[0].getCertStatus());
        assertInstanceOf(UnknownStatus.class, said[1].getCertStatus());
        assertTrue(answer.isSignatureValid(new JcaContentVerifierProviderBuilder()
                .build(one.certificate().getPublicKey())));
    }

    @Test
    void oneResponseDoesNotSpeakForTwoAuthorities() throws Exception {
        OCSPResp answer = ask(id(one, ONE_S), id(other, OTHER_S));
        assertEquals(OCSPResp.UNAUTHORIZED, answer.getStatus());
    }

    @Test
    void nobodyAnswersForAStranger() throws Exception {
        CertificateAuthority stranger = CertificateAuthority.root("stranger", KeyKind.P256);
        assertEquals(OCSPResp.UNAUTHORIZED, ask(id(stranger, ONE_S)).getStatus());
        assertEquals(OCSPResp.UNAUTHORIZED, ask().getStatus());
    }

    private OCSPResp ask(CertificateID... ids) throws Exception {
        OCSPReqBuilder builder = new OCSPReqBuilder();
        for (CertificateID id : ids) {
            builder.addRequest(id);
        }
        return new OCSPResp(answers.to(builder.build().getEncoded()));
    }

    private static BasicOCSPResp basic(OCSPResp answer) throws Exception {
        assertEquals(OCSPResp.SUCCESSFUL, answer.getStatus());
        return (BasicOCSPResp) answer.getResponseObject();
    }

    private static CertificateID id(CertificateAuthority issuer, BigInteger serial) throws Exception {
        return new CertificateID(
                new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1),
                new JcaX509CertificateHolder(issuer.certificate()),
                serial);
    }
}
