package io.handfast.handshake;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.PeerVerifier;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways through a handshake of TLS 1.2: three kinds of key exchange, one or two certificates, old and new sessions (RFC 5246 §7.3). */
enum Flow12 {
    RSA("TLS_RSA_WITH_AES_128_GCM_SHA256", false, Keeping.NOTHING),
    RSA_CLIENT_AUTHENTICATED("TLS_RSA_WITH_AES_128_CBC_SHA", true, Keeping.NOTHING),
    DHE("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", false, Keeping.NOTHING),
    DHE_CLIENT_AUTHENTICATED("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", true, Keeping.NOTHING),
    ECDHE("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", false, Keeping.NOTHING),
    ECDHE_CLIENT_AUTHENTICATED("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", true, Keeping.NOTHING),
    ECDHE_WITH_TICKET("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", true, Keeping.TICKET),
    RESUMED_BY_ID("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", false, Keeping.ID_KNOWN),
    RESUMED_BY_TICKET("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", false, Keeping.TICKET_KNOWN);

    private static final Identity RSA_IDENTITY = TestCa.of(KeyKind.EC_P256).localhost(KeyKind.RSA);
    private static final Identity EC_IDENTITY = TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256);

    private final String suite;
    private final boolean clientAuthenticated;
    private final Keeping keeping;

    /** What the server does to let the client come back, and whether this client is one that does. */
    private enum Keeping {
        NOTHING,
        TICKET,
        ID_KNOWN,
        TICKET_KNOWN
    }

    Flow12(String suite, boolean clientAuthenticated, Keeping keeping) {
        this.suite = suite;
        this.clientAuthenticated = clientAuthenticated;
        this.keeping = keeping;
    }

    /** Two sides before the first message has arrived. */
    Conversation start() {
        TlsConfigBuilder client = config().serverName(Optional.of("localhost"));
        TlsConfigBuilder server = config().clientAuthentication(
                        clientAuthenticated ? ClientAuthentication.REQUIRED : ClientAuthentication.NONE);
        if (keeping != Keeping.NOTHING) {
            client.sessions(sessions().forConnection(Optional.of(new PeerKey("localhost", 443)), "HTTPS", true));
            server.sessions(sessions().withTickets(keeping != Keeping.ID_KNOWN, 1, keeping != Keeping.ID_KNOWN));
        }
        if (keeping == Keeping.ID_KNOWN || keeping == Keeping.TICKET_KNOWN) {
            new Conversation(client.build(), server.build()).finish();
        }
        return new Conversation(client.build(), server.build());
    }

    /** All messages of the handshake, when nobody meddles. */
    List<Conversation.Step> steps() {
        Conversation conversation = start();
        List<Conversation.Step> steps = new ArrayList<>();
        while (conversation.next().isPresent()) {
            steps.add(conversation.next().orElseThrow());
            conversation.deliver();
        }
        if (!conversation.established()) {
            throw new IllegalStateException(this + " does not lead to a connection: " + steps);
        }
        return steps;
    }

    private TlsConfigBuilder config() {
        Everybody everybody = new Everybody();
        return new TlsConfigBuilder(new SecureRandom(), everybody, everybody)
                .versions(List.of(ProtocolVersion.TLS12))
                .cipherSuites(List.of(CipherSuites.byName(suite).orElseThrow()));
    }

    private static Sessions sessions() {
        return Sessions.of(new SecureRandom(), new ManualClock(), 10, Duration.ofHours(1));
    }

    /** Holds a credential of each kind and trusts whoever comes. */
    private record Everybody() implements CredentialSource, PeerVerifier {
        @Override
        public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
            return List.of(RSA_IDENTITY, EC_IDENTITY).stream()
                    .filter(identity -> identity.privateKey().getAlgorithm().equals(keyType))
                    .map(identity -> new Credential(identity.privateKey(), identity.chain()))
                    .findFirst();
        }

        @Override
        public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
            return keyTypes.stream()
                    .map(keyType -> serverCredential(keyType, authorities))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        @Override
        public void verifyServer(List<X509Certificate> chain, String authType) {
            // Trust is not what these tests are about.
        }

        @Override
        public void verifyClient(List<X509Certificate> chain, String authType) {
            // Trust is not what these tests are about.
        }

        @Override
        public List<byte[]> acceptedAuthorities() {
            return List.of(new byte[] {0x30, 0x00});
        }
    }
}
