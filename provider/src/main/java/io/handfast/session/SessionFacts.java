package io.handfast.session;

import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a session beside its keys, the same for every version (RFC 8446 §4.2.11, RFC 5246 §F.1.4).
 *
 * @param id names the session in this process; in TLS 1.2 also on the wire
 * @param createdAt when the full handshake took place; a resumption does not change it
 * @param serverName the name that the client asked for
 * @param applicationProtocol what was settled last; the next connection settles it anew
 * @param peerCertificates the peer's verified chain, leaf first; empty if it showed none
 * @param localCertificates the chain that we showed, leaf first; empty if we showed none
 * @param peerSignatureAlgorithms the schemes that the peer said it verifies, those that we know
 * @param identification how the peer was judged: how its name was checked, such as {@code HTTPS}, and what else the verdict
 *     depends on; empty for nothing in particular
 * @param peer whom this client reached; empty on a server
 * @param statusResponses what the server stapled to its chain, in order; empty if this client did not ask, and on a server
 * @param maxFragmentLength the length of records in bytes that max_fragment_length has settled; 0 if it has settled none
 */
public record SessionFacts(
        Bytes id,
        Instant createdAt,
        Optional<String> serverName,
        Optional<String> applicationProtocol,
        List<X509Certificate> peerCertificates,
        List<X509Certificate> localCertificates,
        CodePoints peerSignatureAlgorithms,
        String identification,
        Optional<PeerKey> peer,
        Optional<List<Bytes>> statusResponses,
        int maxFragmentLength) {
    public SessionFacts {
        peerCertificates = List.copyOf(peerCertificates);
        localCertificates = List.copyOf(localCertificates);
    }

    /** The same with other objects for the chains, and a chain of ours. */
    SessionFacts with(List<X509Certificate> peerChain, List<X509Certificate> localChain) {
        return new SessionFacts(
                id,
                createdAt,
                serverName,
                applicationProtocol,
                peerChain,
                localChain,
                peerSignatureAlgorithms,
                identification,
                peer,
                statusResponses,
                maxFragmentLength);
    }

    /** Whether the client asks for the same server again, however it writes the name (RFC 6066 §3). */
    public boolean sameServerName(Optional<String> asked) {
        return serverName.isPresent() && asked.isPresent()
                ? serverName.get().equalsIgnoreCase(asked.get())
                : serverName.isEmpty() && asked.isEmpty();
    }

    /** Whether a connection with records of this length may take the session up, which keeps the length it was made with (RFC 6066 §4). */
    public boolean allowsFragmentLength(int length) {
        return maxFragmentLength == 0 || maxFragmentLength == length;
    }

    /** Whether every certificate of the peer's chain is still within its time. */
    public boolean chainValidAt(Instant now) {
        for (X509Certificate certificate : peerCertificates) {
            if (certificate.getNotAfter().toInstant().isBefore(now)) {
                return false;
            }
        }
        return true;
    }
}
