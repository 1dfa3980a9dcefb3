package io.handfast.handshake.server;

import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.PeerVerifier;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Configurations for both sides of the server's tests; everybody trusts everybody. */
public final class ServerFixture {
    private static final ConcurrentMap<KeyKind, Identity> IDENTITIES = new ConcurrentHashMap<>();

    private ServerFixture() {}

    /** Defaults, with a credential of each given kind of key. */
    public static TlsConfigBuilder config(KeyKind... kinds) {
        return new TlsConfigBuilder(new SecureRandom(), new TrustsAll(), new Holds(List.of(kinds)));
    }

    static List<CipherSuite> suites(String... names) {
        return List.of(names).stream()
                .map(name -> CipherSuites.byName(name).orElseThrow())
                .toList();
    }

    static List<NamedGroup> groups(String... names) {
        return List.of(names).stream()
                .map(name -> NamedGroups.byName(name).orElseThrow())
                .toList();
    }

    static List<ProtocolVersion> only12() {
        return List.of(ProtocolVersion.TLS12);
    }

    static Identity identity(KeyKind kind) {
        return IDENTITIES.computeIfAbsent(kind, TestCa.of(KeyKind.EC_P256)::localhost);
    }

    /** Credentials found by their key type. */
    private record Holds(List<KeyKind> kinds) implements CredentialSource {
        @Override
        public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
            return kinds.stream()
                    .filter(kind -> kind.keyAlgorithm().equals(keyType))
                    .map(ServerFixture::identity)
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
    }

    /** A verifier without doubts. */
    record TrustsAll() implements PeerVerifier {
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
            return List.of();
        }
    }
}
