package io.handfast.jsse.trust;

import io.handfast.config.RevocationPolicy;
import java.security.AlgorithmConstraints;
import java.util.Optional;

/**
 * What the parameters of a connection demand of the peer's chain, as its managers want to know it (JSSE, {@code SSLParameters}).
 *
 * @param identification the endpoint identification algorithm, such as {@code HTTPS}; empty for none
 * @param constraints the algorithm constraints of the connection's parameters
 * @param revocation the revocation policy of the connection's parameters
 */
public record PeerDemands(
        Optional<String> identification,
        Optional<AlgorithmConstraints> constraints,
        Optional<RevocationPolicy> revocation) {
    /** Nothing in particular. */
    static final PeerDemands NONE = new PeerDemands(Optional.empty(), Optional.empty(), Optional.empty());

    public PeerDemands {
        identification =
                identification.isPresent() && identification.get().isEmpty() ? Optional.empty() : identification;
    }

    /** An engine or socket of ours, which tells our managers without making SSLParameters for each question. */
    public interface Source {
        /** What the connection's parameters demand now. */
        PeerDemands peerDemands();
    }
}
