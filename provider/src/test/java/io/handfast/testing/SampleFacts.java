package io.handfast.testing;

import io.handfast.iana.CodePoints;
import io.handfast.session.PeerKey;
import io.handfast.session.SessionFacts;
import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of a made-up session: nothing but its id and its age, as long as a test says no more. */
public final class SampleFacts {
    public static final Bytes ID = Bytes.hex("0102");

    private final Bytes id;
    private final Instant createdAt;
    private Optional<String> serverName = Optional.empty();
    private Optional<String> applicationProtocol = Optional.empty();
    private List<X509Certificate> peerCertificates = List.of();
    private List<X509Certificate> localCertificates = List.of();
    private CodePoints peerSignatureAlgorithms = CodePoints.none();
    private String identification = "";
    private Optional<PeerKey> peer = Optional.empty();
    private int maxFragmentLength;

    private SampleFacts(Bytes id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    public static SampleFacts of(Bytes id, Instant createdAt) {
        return new SampleFacts(id, createdAt);
    }

    public static SampleFacts of(Instant createdAt) {
        return of(ID, createdAt);
    }

    /** The same as of another session, but for its staples, made at another time. */
    public static SampleFacts like(SessionFacts other, Instant createdAt) {
        return of(other.id(), createdAt)
                .serverName(other.serverName())
                .applicationProtocol(other.applicationProtocol())
                .peerCertificates(other.peerCertificates())
                .localCertificates(other.localCertificates())
                .peerSignatureAlgorithms(other.peerSignatureAlgorithms())
                .identification(other.identification())
                .peer(other.peer())
                .maxFragmentLength(other.maxFragmentLength());
    }

    public SampleFacts serverName(Optional<String> name) {
        serverName = name;
        return this;
    }

    public SampleFacts applicationProtocol(Optional<String> protocol) {
        applicationProtocol = protocol;
        return this;
    }

    public SampleFacts peerCertificates(List<X509Certificate> chain) {
        peerCertificates = chain;
        return this;
    }

    public SampleFacts localCertificates(List<X509Certificate> chain) {
        localCertificates = chain;
        return this;
    }

    public SampleFacts peerSignatureAlgorithms(CodePoints schemes) {
        peerSignatureAlgorithms = schemes;
        return this;
    }

    public SampleFacts identification(String judged) {
        identification = judged;
        return this;
    }

    public SampleFacts peer(Optional<PeerKey> reached) {
        peer = reached;
        return this;
    }

    public SampleFacts maxFragmentLength(int bytes) {
        maxFragmentLength = bytes;
        return this;
    }

    public SessionFacts build() {
        return new SessionFacts(
                id,
                createdAt,
                serverName,
                applicationProtocol,
                peerCertificates,
                localCertificates,
                peerSignatureAlgorithms,
                identification,
                peer,
                Optional.empty(),
                maxFragmentLength);
    }
}
