package io.handfast.tools.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
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
        assertTrue(answer.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(one.certificate().getPublicKey())));
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

    @Test
    void nobodyAnswersAboutAnIssuerWhoseHashIsUnknown() throws Exception {
        CertID known = id(one, ONE_S).toASN1Primitive();
        AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1"));
        CertID asked =
                new CertID(unknown, known.getIssuerNameHash(), known.getIssuerKeyHash(), known.getSerialNumber());
        assertEquals(OCSPResp.UNAUTHORIZED, ask(new CertificateID(asked)).getStatus());
    }

    @Test
    void aListOfSomethingElseIsNoQuestion() throws Exception {
        DERSequence list = new DERSequence(new ASN1Integer(1));
        byte[] request = new DERSequence(new DERSequence(list)).getEncoded();
        assertEquals(OCSPResp.MALFORMED_REQUEST, new OCSPResp(answers.to(request)).getStatus());
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
