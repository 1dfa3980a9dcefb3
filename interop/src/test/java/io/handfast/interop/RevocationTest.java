package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.Revocation;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Revocation with an authority, a responder, a CRL, a stapling server and a stapling client of OpenSSL, and with the JDK's provider in both
 * roles (RFC 6960, RFC 5280 §6.3, RFC 6066 §8, RFC 8446 §4.4.2.1, RFC 7633).
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RevocationTest {
    private static final Pattern ACCEPTING = Pattern.compile("ACCEPT [\\d.]+:(\\d+)");
    private static final String TIMEOUT = "com.sun.security.ocsp.timeout";
    private static final String STAPLES = "jdk.tls.server.enableStatusRequestExtension";

    private static OpenSslCa ca;
    private static PeerProcess responder;

    @BeforeAll
    static void begin() throws Exception {
        ca = OpenSslCa.make();
        responder = ca.responder();
    }

    @AfterAll
    static void end() throws IOException {
        responder.close();
        ca.close();
    }

    /** Leaf, staple, policy: what the client says, and the alert that the server sees. */
    static Stream<Arguments> table() {
        List<Arguments> cases = new ArrayList<>();
        for (Protocol protocol : List.of(Protocol.TLS12, Protocol.TLS13)) {
            ok(cases, protocol, "good", "", Revocation.HARD);
            ok(cases, protocol, "revoked", "", Revocation.STAPLED);
            bad(cases, protocol, "revoked", "", Revocation.SOFT, Alert.CERTIFICATE_REVOKED, "KEY_COMPROMISE");
            bad(cases, protocol, "revoked", "", Revocation.HARD, Alert.CERTIFICATE_REVOKED, "as its OCSP responder");
            ok(cases, protocol, "unknown", "", Revocation.SOFT);
            bad(cases, protocol, "unknown", "", Revocation.HARD, Alert.CERTIFICATE_UNKNOWN, "does not know it");
            ok(cases, protocol, "down", "", Revocation.SOFT);
            bad(cases, protocol, "down", "", Revocation.HARD, Alert.CERTIFICATE_UNKNOWN, "cannot be learned");
            ok(cases, protocol, "slow", "", Revocation.SOFT);
            bad(cases, protocol, "slow", "", Revocation.HARD, Alert.CERTIFICATE_UNKNOWN, "cannot be learned");
            // A responder who may not sign, and one whose answers have run out.
            ok(cases, protocol, "forged", "", Revocation.SOFT);
            bad(cases, protocol, "forged", "", Revocation.HARD, Alert.CERTIFICATE_UNKNOWN, "OCSPSigning");
            ok(cases, protocol, "stale", "", Revocation.SOFT);
            bad(cases, protocol, "stale", "", Revocation.HARD, Alert.CERTIFICATE_UNKNOWN, "out of date");
            ok(cases, protocol, "listed", "", Revocation.HARD);
            bad(cases, protocol, "struck", "", Revocation.SOFT, Alert.CERTIFICATE_REVOKED, "SUPERSEDED");
            ok(cases, protocol, "lost", "", Revocation.SOFT);
            bad(cases, protocol, "lost", "", Revocation.HARD, Alert.CERTIFICATE_UNKNOWN, "HTTP status 404");
            // A staple by the responder, or by somebody who may not.
            ok(cases, protocol, "good", "good-by-responder.der", Revocation.HARD);
            ok(cases, protocol, "down", "down-by-responder.der", Revocation.HARD);
            ok(cases, protocol, "revoked", "revoked-by-responder.der", Revocation.OFF);
            bad(
                    cases,
                    protocol,
                    "revoked",
                    "revoked-by-responder.der",
                    Revocation.STAPLED,
                    Alert.CERTIFICATE_REVOKED,
                    "stapled");
            ok(cases, protocol, "down", "down-by-imposter.der", Revocation.SOFT);
            bad(
                    cases,
                    protocol,
                    "down",
                    "down-by-imposter.der",
                    Revocation.HARD,
                    Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
                    "OCSPSigning");
            bad(
                    cases,
                    protocol,
                    "good",
                    "down-by-responder.der",
                    Revocation.HARD,
                    Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
                    "another certificate");
            // Must-staple.
            ok(cases, protocol, "stapling", "stapling-by-responder.der", Revocation.STAPLED);
            ok(cases, protocol, "stapling", "", Revocation.OFF);
            bad(
                    cases,
                    protocol,
                    "stapling",
                    "",
                    Revocation.STAPLED,
                    Alert.BAD_CERTIFICATE_STATUS_RESPONSE,
                    "must-staple");
        }
        return cases.stream();
    }

    private static void ok(List<Arguments> cases, Protocol protocol, String leaf, String staple, Revocation policy) {
        cases.add(Arguments.of(protocol, leaf, staple, policy, Optional.empty(), ""));
    }

    private static void bad(
            List<Arguments> cases,
            Protocol protocol,
            String leaf,
            String staple,
            Revocation policy,
            Alert alert,
            String reason) {
        cases.add(Arguments.of(protocol, leaf, staple, policy, Optional.of(alert), reason));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4} {5}")
    @MethodSource("table")
    void aServerOfOpenSsl(
            Protocol protocol, String leaf, String staple, Revocation policy, Optional<Alert> alert, String reason)
            throws Exception {
        List<String> options = new ArrayList<>(List.of(protocol.option()));
        if (!staple.isEmpty()) {
            options.addAll(List.of("-status_file", staple(staple).toString()));
        }
        System.setProperty(TIMEOUT, leaf.equals("slow") ? "300ms" : "20s");
        SSLContext context;
        try {
            context = Stack.HANDFAST.context(Optional.empty(), ca.root());
        } finally {
            System.clearProperty(TIMEOUT);
        }
        try (AutoCloseable asked = responder(leaf);
                PeerProcess server = ca.server(leaf, options.toArray(new String[0]));
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), port(server))) {
            assertNotNull(asked);
            HandfastParameters parameters = HandfastParameters.of(socket.getSSLParameters());
            parameters.setRevocation(policy);
            socket.setSSLParameters(parameters);
            if (alert.isEmpty()) {
                socket.startHandshake();
                List<byte[]> responses = ((ExtendedSSLSession) socket.getSession()).getStatusResponses();
                if (staple.isEmpty()) {
                    assertTrue(responses.stream().allMatch(each -> each.length == 0));
                } else {
                    assertArrayEquals(Files.readAllBytes(staple(staple)), responses.get(0));
                }
                return;
            }
            SSLHandshakeException refusal = assertThrows(SSLHandshakeException.class, socket::startHandshake);
            assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::toString);
            server.await(Pattern.compile("SSL alert number " + alert.get().code() + "\\b"));
        }
    }

    /** Whom only this leaf names. */
    private static AutoCloseable responder(String leaf) throws Exception {
        return switch (leaf) {
            case "forged" -> ca.imposter();
            case "stale" -> ca.lateResponder();
            default -> () -> {};
        };
    }

    /** The file with a response, made when it is first wanted. */
    private static Path staple(String name) throws Exception {
        Path file = ca.folder().resolve(name);
        String[] parts = name.replace(".der", "").split("-by-", 2);
        return Files.exists(file) ? file : ca.response(parts[0], parts[1]);
    }

    private static int port(PeerProcess server) throws Exception {
        return Integer.parseInt(server.await(ACCEPTING).group(1));
    }

    private static SSLContext stapling(String leaf) throws Exception {
        return HandfastContext.builder()
                .keyStore(ca.keyStore(leaf), OpenSslCa.PASSWORD.toCharArray())
                .trustStore(Credential.trustStore(ca.root()))
                .stapling(true)
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"TLS12", "TLS13"})
    void aClientOfOpenSslGetsOurStaple(Protocol protocol) throws Exception {
        try (LocalServer server = LocalServer.start(stapling("stapling"), Wishes.of(protocol), Talk::reverse);
                PeerProcess client = ca.client(server.port(), protocol.option(), "-servername", Pki.HOST)) {
            client.await("OCSP Response Status: successful");
            client.await("Cert Status: good");
            client.await("Verify return code: 0 (ok)");
        }
    }

    /** A file, as it stands; and nothing at all where the responder says what no client would like. */
    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"TLS12", "TLS13"})
    void aClientOfOpenSslGetsWhatLiesInOurFileOrNothing(Protocol protocol) throws Exception {
        SSLContext context = HandfastContext.builder()
                .keyStore(ca.keyStore("down"), OpenSslCa.PASSWORD.toCharArray())
                .trustStore(Credential.trustStore(ca.root()))
                .stapledResponse(staple("down-by-responder.der"))
                .build();
        try (LocalServer server = LocalServer.start(context, Wishes.of(protocol), Talk::reverse);
                PeerProcess client = ca.client(server.port(), protocol.option())) {
            client.await("OCSP Response Status: successful");
        }
        try (LocalServer server = LocalServer.start(stapling("revoked"), Wishes.of(protocol), Talk::reverse);
                PeerProcess client = ca.client(server.port(), protocol.option())) {
            client.await("OCSP response: no response sent");
        }
    }

    /** The JDK's server staples for us, ours for the JDK's client; both verify by what came, as nobody else is asked. */
    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"TLS12", "TLS13"})
    void theJdkInBothRoles(Protocol protocol) throws Exception {
        System.setProperty(STAPLES, "true");
        SSLContext jdk;
        try {
            jdk = jdkServer("stapling");
        } finally {
            System.clearProperty(STAPLES);
        }
        SSLContext ours = Stack.HANDFAST.context(Optional.empty(), ca.root());
        try (LocalServer server = LocalServer.start(jdk, Wishes.of(protocol), Talk::reverse);
                SSLSocket socket = Talk.connect(ours, Wishes.of(protocol), server.port())) {
            HandfastParameters parameters = HandfastParameters.of(socket.getSSLParameters());
            parameters.setRevocation(Revocation.HARD);
            socket.setSSLParameters(parameters);
            exchange(socket);
            assertTrue(statusLength(socket) > 100);
        }
        try (LocalServer server = LocalServer.start(stapling("down"), Wishes.of(protocol), Talk::reverse);
                SSLSocket socket = Talk.connect(jdkClient(), Wishes.of(protocol), server.port())) {
            // It names a responder that is down, so that only a staple could have helped.
            assertThrows(SSLHandshakeException.class, socket::startHandshake);
        }
        try (LocalServer server = LocalServer.start(stapling("good"), Wishes.of(protocol), Talk::reverse);
                SSLSocket socket = Talk.connect(jdkClient(), Wishes.of(protocol), server.port())) {
            exchange(socket);
            assertTrue(statusLength(socket) > 100);
        }
    }

    private static int statusLength(SSLSocket socket) {
        return ((ExtendedSSLSession) socket.getSession()).getStatusResponses().get(0).length;
    }

    private static void exchange(SSLSocket socket) throws IOException {
        Talk.send(socket, "status");
        assertEquals("sutats", Talk.receive(socket));
    }

    private static SSLContext jdkServer(String leaf) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", "SunJSSE");
        keys.init(ca.keyStore(leaf), OpenSslCa.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** A client that refuses whom it learns nothing about, and asks nobody: OCSP is on, and no responder is named to it. */
    private static SSLContext jdkClient() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        trust.init(new CertPathTrustManagerParameters(checking(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK))));
        SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static PKIXBuilderParameters checking(EnumSet<PKIXRevocationChecker.Option> options)
            throws GeneralSecurityException, IOException {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(options);
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(Credential.trustStore(ca.root()), new X509CertSelector());
        parameters.addCertPathChecker(checker);
        return parameters;
    }

    /** The application's own checker is obeyed: it alone decides, by its own options. */
    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"TLS12", "TLS13"})
    void theProgramsOwnChecker(Protocol protocol) throws Exception {
        for (boolean soft : new boolean[] {true, false}) {
            EnumSet<PKIXRevocationChecker.Option> options = soft
                    ? EnumSet.of(PKIXRevocationChecker.Option.SOFT_FAIL, PKIXRevocationChecker.Option.NO_FALLBACK)
                    : EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", Stack.HANDFAST.make());
            trust.init(new CertPathTrustManagerParameters(checking(options)));
            SSLContext context = HandfastContext.builder()
                    .trustManagers(trust.getTrustManagers())
                    .build();
            try (PeerProcess server = ca.server("down", protocol.option());
                    SSLSocket socket = Talk.connect(context, Wishes.of(protocol), port(server))) {
                if (soft) {
                    socket.startHandshake();
                } else {
                    assertThrows(SSLHandshakeException.class, socket::startHandshake);
                }
            }
        }
    }
}
