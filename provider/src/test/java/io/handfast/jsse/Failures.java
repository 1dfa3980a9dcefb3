package io.handfast.jsse;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.Revocation;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.OcspAnswer;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import io.handfast.testing.TestWeb;
import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;

/** The common ways in which a handshake fails, each between two real engines. */
final class Failures {
    private static final TestCa CA = TestCa.create(KeyKind.EC_P256, "Example");

    /** Two engines, whose exception is meant, and the authority's web server if there is one. */
    record Scenario(EnginePair pair, boolean atClient, Optional<TestWeb> web) {
        Scenario(EnginePair pair, boolean atClient) {
            this(pair, atClient, Optional.empty());
        }

        /** What the program gets to see. */
        SSLException exception() throws IOException {
            try {
                pair.handshake();
            } finally {
                if (web.isPresent()) {
                    web.get().close();
                }
            }
            return Objects.requireNonNull(atClient ? pair.clientFault : pair.serverFault, "no fault");
        }
    }

    /** Makes the two engines of a failure. */
    interface Setting {
        Scenario make() throws Exception;
    }

    private Failures() {}

    /** All of them, by the headings of the page that shows them. */
    static Map<String, Setting> all() throws Exception {
        Map<String, Setting> all = new LinkedHashMap<>();
        certificates(all);
        paths(all);
        revocation(all);
        negotiation(all);
        alerts(all);
        return all;
    }

    private static TestCertificate leaf() {
        return CA.leaf(KeyKind.EC_P256)
                .subject("CN=www.example.com")
                .dns("www.example.com")
                .serverAuth();
    }

    private static void certificates(Map<String, Setting> all) {
        all.put("Expired", () -> met(leaf().expired().issue()));
        all.put("Not valid yet", () -> met(leaf().notYetValid().issue()));
        all.put(
                "Another name",
                () -> met(CA.leaf(KeyKind.EC_P256)
                        .subject("CN=shop")
                        .dns("shop.example.com")
                        .dns("*.static.example.com")
                        .ip("192.0.2.1")
                        .issue()));
        all.put(
                "No names",
                () -> met(CA.leaf(KeyKind.EC_P256).subject("CN=www.example.com").issue()));
        all.put(
                "Made for clients",
                () -> met(CA.leaf(KeyKind.EC_P256)
                        .subject("CN=www.example.com")
                        .dns("www.example.com")
                        .clientAuth()
                        .issue()));
        all.put("May not sign", () -> met(leaf().keyUsage(KeyUsage.keyAgreement).issue()));
        all.put(
                "A signature by MD5",
                () -> met(TestCa.of(KeyKind.RSA)
                        .leaf(KeyKind.RSA)
                        .subject("CN=www.example.com")
                        .dns("www.example.com")
                        .signedWith("MD5withRSA")
                        .issue()));
        all.put("No host to compare with", () -> {
            SSLContext client = client(trust()).endpointIdentification("HTTPS").build();
            return new Scenario(
                    new EnginePair(
                            client.createSSLEngine(),
                            server(leaf().issue()).build().createSSLEngine()),
                    true);
        });
    }

    private static void paths(Map<String, Setting> all) {
        all.put("A missing intermediate", () -> met(leaf().issue().followedBy()));
        all.put("A root that is not trusted", () -> {
            TestCa other = TestCa.create(KeyKind.EC_P256, "Other");
            return met(other.leaf(KeyKind.EC_P256)
                    .subject("CN=www.example.com")
                    .dns("www.example.com")
                    .issue()
                    .followedBy(other.intermediate(), other.root()));
        });
        all.put(
                "Signed by itself",
                () -> met(TestCertificate.alone(KeyKind.EC_P256)
                        .subject("CN=www.example.com")
                        .dns("www.example.com")
                        .selfSigned()));
        all.put("A root of the same name with another key", () -> {
            TestCa namesake = TestCa.create(KeyKind.EC_P256, "Example");
            return met(namesake.leaf(KeyKind.EC_P256)
                    .subject("CN=www.example.com")
                    .dns("www.example.com")
                    .issue());
        });
        all.put(
                "A signature that does not hold",
                () -> met(leaf().badSignature().issue()));
        all.put("An issuer that is no authority", () -> {
            Identity noAuthority =
                    CA.leaf(KeyKind.EC_P256).subject("CN=no authority").issue();
            return met(TestCertificate.alone(KeyKind.EC_P256)
                    .subject("CN=www.example.com")
                    .dns("www.example.com")
                    .issuer(noAuthority, noAuthority.chain())
                    .issue());
        });
        all.put("A name that the authority may not vouch for", () -> met(underConstraints()));
        all.put(
                "A critical extension that nobody understands",
                () -> met(leaf().extension("1.2.3.4.5", true, new byte[] {5, 0}).issue()));
    }

    private static Identity underConstraints() throws Exception {
        byte[] constraints = new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.org"))},
                        null)
                .getEncoded();
        Identity authority = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=Authority for example.org")
                .authority()
                .extension("2.5.29.30", true, constraints)
                .issuer(CA.rootIdentity(), List.of())
                .issue();
        return TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=www.example.com")
                .dns("www.example.com")
                .issuer(authority, authority.chain())
                .issue();
    }

    private static void revocation(Map<String, Setting> all) {
        all.put(
                "Revoked",
                () -> judged(leaf -> Optional.of(OcspAnswer.about(leaf, CA.intermediateIdentity())
                        .revoked()
                        .make())));
        all.put("A responder that does not answer", () -> judged(leaf -> Optional.empty()));
        all.put(
                "A staple that is demanded and missing",
                () -> met(leaf().extension("1.3.6.1.5.5.7.1.24", false, new byte[] {0x30, 3, 2, 1, 5})
                        .issue()));
    }

    /** A client under the policy hard, and a responder that says this about the server's certificate. */
    private static Scenario judged(Function<X509Certificate, Optional<byte[]>> answer) throws Exception {
        TestWeb web = new TestWeb();
        GeneralName place =
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://127.0.0.1:" + web.port() + "/");
        Identity identity = leaf().extension(
                        "1.3.6.1.5.5.7.1.1",
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, place).getEncoded())
                .issue();
        Optional<byte[]> body = answer.apply(identity.certificate());
        web.at("/", (request, out) -> {
            if (body.isPresent()) {
                out.write(TestWeb.ok(body.get()));
            }
        });
        SSLEngine client = client(trust()).revocation(Revocation.HARD).build().createSSLEngine("www.example.com", 443);
        return new Scenario(new EnginePair(client, server(identity).build().createSSLEngine()), true, Optional.of(web));
    }

    private static void negotiation(Map<String, Setting> all) {
        all.put(
                "No version in common",
                () -> refused(client -> client.protocols("TLSv1.2"), server -> server.protocols("TLSv1.3")));
        all.put(
                "No cipher suite in common",
                () -> refused(
                        client -> client.cipherSuites("TLS_AES_128_GCM_SHA256"),
                        server -> server.cipherSuites("TLS_AES_256_GCM_SHA384")));
        all.put(
                "No group in common",
                () -> refused(client -> client.groups("x25519"), server -> server.groups("secp384r1", "x448")));
        all.put(
                "No application protocol in common",
                () -> refused(
                        client -> client.applicationProtocols("h2"),
                        server -> server.applicationProtocols("http/1.1")));
        all.put("No certificate for the client's signature schemes", () -> {
            SSLEngine client = clientFor();
            HandfastParameters parameters = HandfastParameters.of(client.getSSLParameters());
            parameters.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256"});
            client.setSSLParameters(parameters);
            return new Scenario(
                    new EnginePair(client, server(leaf().issue()).build().createSSLEngine()), false);
        });
        all.put(
                "No certificate for the client's suites",
                () -> refused(
                        client -> client.protocols("TLSv1.2")
                                .cipherSuites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                                .groups("x25519"),
                        server -> server.protocols("TLSv1.2")
                                .cipherSuites(
                                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        all.put("No client certificate", () -> refused(client -> {}, HandfastContext::needClientAuthentication));
    }

    private static void alerts(Map<String, Setting> all) {
        all.put(
                "The peer says protocol_version",
                () -> atClient(client -> client.protocols("TLSv1.2"), server -> server.protocols("TLSv1.3")));
        all.put(
                "The peer says handshake_failure",
                () -> atClient(client -> client.groups("x25519"), server -> server.groups("x448")));
        all.put(
                "The peer says certificate_required",
                () -> atClient(client -> {}, HandfastContext::needClientAuthentication));
        all.put("The peer says unknown_ca", () -> {
            TestCa other = TestCa.create(KeyKind.EC_P256, "Other");
            SSLContext client = client(other.trustStore()).build();
            return new Scenario(
                    new EnginePair(
                            client.createSSLEngine("www.example.com", 443),
                            server(leaf().issue()).build().createSSLEngine()),
                    false);
        });
        all.put(
                "The peer says no_application_protocol",
                () -> atClient(
                        client -> client.applicationProtocols("h2"),
                        server -> server.applicationProtocols("http/1.1")));
    }

    /** A client that wants www.example.com and trusts the example's roots meets a server with this identity. */
    private static Scenario met(Identity identity) throws Exception {
        return new Scenario(new EnginePair(clientFor(), server(identity).build().createSSLEngine()), true);
    }

    private static SSLEngine clientFor() throws Exception {
        return client(trust()).endpointIdentification("HTTPS").build().createSSLEngine("www.example.com", 443);
    }

    private static Scenario refused(Consumer<HandfastContext> client, Consumer<HandfastContext> server)
            throws Exception {
        return scenario(client, server, false);
    }

    private static Scenario atClient(Consumer<HandfastContext> client, Consumer<HandfastContext> server)
            throws Exception {
        return scenario(client, server, true);
    }

    private static Scenario scenario(
            Consumer<HandfastContext> client, Consumer<HandfastContext> server, boolean atClient) throws Exception {
        HandfastContext ofClient = client(trust());
        HandfastContext ofServer = server(leaf().issue());
        client.accept(ofClient);
        server.accept(ofServer);
        return new Scenario(
                new EnginePair(
                        ofClient.build().createSSLEngine("www.example.com", 443),
                        ofServer.build().createSSLEngine()),
                atClient);
    }

    private static KeyStore trust() {
        X509Certificate[] anchors = {CA.root(), TestCa.of(KeyKind.RSA).root()};
        return TestCa.trustStore(anchors);
    }

    private static HandfastContext client(KeyStore trusted) throws Exception {
        return HandfastContext.builder().keyManagers().trustStore(trusted);
    }

    private static HandfastContext server(Identity identity) throws Exception {
        return HandfastContext.builder()
                .keyStore(TestCa.keyStore(identity), TestCa.PASSWORD.toCharArray())
                .trustStore(trust());
    }
}
