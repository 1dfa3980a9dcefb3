package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.PeerVerifier;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.iana.ContentType;
import io.handfast.record.OpenedRecord;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** What the tests of the client's states share: configurations, identities, and how a fault is asserted. */
public final class ClientFixture {
    private static final TestCa AUTHORITY = TestCa.of(KeyKind.EC_P256);
    private static final Map<KeyKind, Identity> IDENTITIES = new EnumMap<>(KeyKind.class);

    private ClientFixture() {}

    /** Defaults, a random source of fixed seed, a verifier that accepts all, and no credentials. */
    public static TlsConfigBuilder config() {
        return new TlsConfigBuilder(random(), new RecordingVerifier(), noCredentials());
    }

    /** A random source that gives the same bytes in every run. */
    public static SecureRandom random() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(8446);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A chain for localhost with a key of this kind; the same one in all tests. */
    public static synchronized Identity identity(KeyKind kind) {
        return IDENTITIES.computeIfAbsent(kind, AUTHORITY::localhost);
    }

    public static Credential credential(KeyKind kind) {
        return new Credential(identity(kind).privateKey(), identity(kind).chain());
    }

    public static CipherSuite suite(String name) {
        return CipherSuites.byName(name).orElseThrow();
    }

    public static NamedGroup group(String name) {
        return NamedGroups.byName(name).orElseThrow();
    }

    public static CredentialSource noCredentials() {
        return new RecordingCredentials(Optional.empty());
    }

    /** Asserts that a step fails with this alert, and with a reason that says this. */
    public static TlsException assertAlert(AlertDescription alert, String reason, Executable step) {
        TlsException fault = assertThrows(TlsException.class, step);
        assertEquals(alert, fault.alert(), fault::reason);
        if (!fault.reason().contains(reason)) {
            assertEquals(reason, fault.reason(), "the reason should speak of it");
        }
        return fault;
    }

    /** Asserts that what one side seals the other side opens. */
    public static void assertCarries(WriteProtection from, ReadProtection to) {
        byte[] content = "ground control to major tom".getBytes(StandardCharsets.US_ASCII);
        byte[] record = new byte[content.length + from.maxOverhead()];
        int length = from.seal(ContentType.APPLICATION_DATA, content, 0, content.length, record, 0);
        OpenedRecord opened = new OpenedRecord();
        to.open(record, 0, length, opened);
        assertEquals(ContentType.APPLICATION_DATA, opened.type());
        assertArrayEquals(
                content, Arrays.copyOfRange(opened.array(), opened.offset(), opened.offset() + opened.length()));
    }

    /** A verifier that notes what it was asked, and accepts unless told otherwise. */
    public static final class RecordingVerifier implements PeerVerifier {
        private final List<String> authTypes = new ArrayList<>();
        private final List<List<X509Certificate>> chains = new ArrayList<>();
        private Optional<CertificateException> refusal = Optional.empty();
        private Consumer<List<X509Certificate>> observer = chain -> {};

        public static RecordingVerifier refusing(CertificateException refusal) {
            RecordingVerifier verifier = new RecordingVerifier();
            verifier.refusal = Optional.of(refusal);
            return verifier;
        }

        /** Calls this while it verifies. */
        public void whileVerifying(Consumer<List<X509Certificate>> action) {
            observer = action;
        }

        public List<String> authTypes() {
            return List.copyOf(authTypes);
        }

        public List<List<X509Certificate>> chains() {
            return List.copyOf(chains);
        }

        @Override
        public void verifyServer(List<X509Certificate> chain, String authType) throws CertificateException {
            authTypes.add(authType);
            chains.add(chain);
            observer.accept(chain);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }

        @Override
        public void verifyClient(List<X509Certificate> chain, String authType) {
            throw new AssertionError("a client does not verify clients");
        }

        @Override
        public List<byte[]> acceptedAuthorities() {
            return List.of();
        }
    }

    /** A source that notes the key types it was asked for. */
    public static final class RecordingCredentials implements CredentialSource {
        private final Optional<Credential> credential;
        private final List<List<String>> asked = new ArrayList<>();
        private final List<List<byte[]>> authorities = new ArrayList<>();

        public RecordingCredentials(Optional<Credential> credential) {
            this.credential = credential;
        }

        public List<List<String>> asked() {
            return List.copyOf(asked);
        }

        public List<List<byte[]>> authorities() {
            return List.copyOf(authorities);
        }

        @Override
        public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
            throw new AssertionError("a client needs no server's credential");
        }

        @Override
        public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> accepted) {
            asked.add(keyTypes);
            authorities.add(accepted);
            return credential;
        }
    }
}
