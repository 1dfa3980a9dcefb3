package io.handfast.tools.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The responder answers what the JDK's own checker asks. */
class OcspResponderTest {

    @Test
    void tellsGoodFromRevoked(@TempDir Path folder) throws Exception {
        CertificateFolder made = CertificateFolder.fill(folder, List.of("host.test"), "http://127.0.0.1:1/");
        try (OcspResponder responder = OcspResponder.bind(0)) {
            responder.answer(made);
            URI place = URI.create("http://127.0.0.1:" + responder.port() + "/");
            validate(folder, "server-RSA", place);
            validate(folder, "server-P256", place);
            Files.writeString(folder.resolve(CertificateFolder.REVOKED), "server-P256\n");
            validate(folder, "server-RSA", place);
            CertPathValidatorException refusal = Assertions.assertThrows(
                    CertPathValidatorException.class, () -> validate(folder, "server-P256", place));
            assertInstanceOf(CertificateRevokedException.class, refusal.getCause());
        }
    }

    @Test
    void refusesWhatIsNoQuestion(@TempDir Path folder) throws Exception {
        CertificateFolder made = CertificateFolder.fill(folder, List.of("host.test"), "");
        try (OcspResponder responder = OcspResponder.bind(0)) {
            responder.answer(made);
            URI place = URI.create("http://127.0.0.1:" + responder.port() + "/");
            HttpRequest post = HttpRequest.newBuilder(place)
                    .POST(HttpRequest.BodyPublishers.ofString("not a question"))
                    .build();
            for (HttpRequest request :
                    List.of(post, HttpRequest.newBuilder(place.resolve("/%00x")).build())) {
                byte[] answer = HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofByteArray())
                        .body();
                assertEquals(OCSPResp.MALFORMED_REQUEST, new OCSPResp(answer).getStatus());
            }
        }
    }

    @Test
    void takesAPlusInAPathForWhatItIs(@TempDir Path folder) throws Exception {
        CertificateAuthority authority = CertificateAuthority.root("root", KeyKind.P256);
        String question;
        int serial = 0;
        do {
            question = question(authority, ++serial);
        } while (question.indexOf('+') < 0);
        try (OcspResponder responder = OcspResponder.bind(0)) {
            responder.answer(new CertificateFolder(folder, Map.of(authority, Map.of())));
            for (String path : List.of(question, URLEncoder.encode(question, StandardCharsets.US_ASCII))) {
                URI place = URI.create("http://127.0.0.1:" + responder.port() + "/" + path);
                byte[] answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofByteArray())
                        .body();
                assertEquals(OCSPResp.SUCCESSFUL, new OCSPResp(answer).getStatus(), path);
            }
        }
    }

    private static String question(CertificateAuthority authority, int serial) throws Exception {
        CertificateID id = new CertificateID(
                new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1),
                new JcaX509CertificateHolder(authority.certificate()),
                BigInteger.valueOf(serial));
        return Base64.getEncoder()
                .encodeToString(new OCSPReqBuilder().addRequest(id).build().getEncoded());
    }

    private static void validate(Path folder, String name, URI place) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate leaf = read(factory, folder.resolve(name + ".crt"));
        X509Certificate issuer = read(factory, folder.resolve(name + ".chain"));
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        checker.setOcspResponder(place);
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        PKIXParameters parameters =
                new PKIXParameters(Credential.trustStore(read(factory, folder.resolve("root.pem"))));
        parameters.addCertPathChecker(checker);
        CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(leaf, issuer)), parameters);
    }

    private static X509Certificate read(CertificateFactory factory, Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) factory.generateCertificate(in);
        }
    }
}
