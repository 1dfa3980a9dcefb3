package io.handfast.jsse.trust;

import io.handfast.failure.CertificateFailure;
import io.handfast.x509.NameMatch;
import io.handfast.x509.ReferenceName;
import io.handfast.x509.SubjectNames;
import java.net.IDN;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Endpoint identification: the peer's certificate is for the host that the application meant (RFC 9525 §6, RFC 9110 §4.3.4). */
final class PeerIdentity {
    private PeerIdentity() {}

    /** Accepts the leaf when the connection asks for no identification or the leaf is for the host. */
    static void check(HandshakeView view, X509Certificate leaf, PeerRole role) throws CertificateException {
        check(view, leaf, Optional.empty(), role);
    }

    /**
     * The same.
     *
     * @param read the names of the leaf, if somebody has read them already
     */
    static void check(HandshakeView view, X509Certificate leaf, Optional<SubjectNames> read, PeerRole role)
            throws CertificateException {
        if (view.identification().isEmpty()) {
            return;
        }
        String algorithm = view.identification().get();
        if (!algorithm.equalsIgnoreCase("HTTPS") && !algorithm.equalsIgnoreCase("LDAPS")) {
            throw new CertificateException("unknown endpoint identification algorithm '" + algorithm + "'");
        }
        SubjectNames names = read.isPresent() ? read.get() : SubjectNames.of(leaf);
        String peerHost = view.session().getPeerHost();
        // An application may dial an address and ask for a name: then the name in the server name extension is what it
        // meant.
        Optional<String> requested = role == PeerRole.SERVER ? view.requestedHost() : Optional.empty();
        if (requested.isPresent() && NameMatch.matches(reference(requested.get()), names)) {
            return;
        }
        if (peerHost == null || peerHost.isEmpty()) {
            if (requested.isPresent()) {
                NameMatch.check(reference(requested.get()), names, leaf);
            }
            throw CertificateFailure.of(
                            CertificateFailure.Check.NAME,
                            "endpoint identification was asked for, but the connection knows no peer host to compare"
                                    + " with")
                    .certificate(leaf, List.of(leaf))
                    .expected("a host name that the program gives")
                    .found("none")
                    .advice("give the host to createSSLEngine or createSocket, or set a server name in the"
                            + " SSLParameters")
                    .exception();
        }
        NameMatch.check(reference(peerHost), names, leaf);
    }

    private static ReferenceName reference(String host) throws CertificateException {
        if (isAscii(host)) {
            return ReferenceName.parse(host);
        }
        try {
            // RFC 9525 §6.3: internationalised names are compared as A-labels.
            return ReferenceName.parse(IDN.toASCII(host));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("the peer host is not a valid internationalised name", e);
        }
    }

    private static boolean isAscii(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
