package io.handfast.tools.certificates;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a leaf certificate is to say (RFC 5280 §4.2.1): its key, its names, its time, its use.
 *
 * @param commonName the subject's common name; never compared with a host
 * @param kind the kind of its key
 * @param hosts DNS names and IP addresses for the subject alternative name; empty for none
 * @param client true for client authentication, false for server authentication
 * @param starts how long from now the certificate becomes valid; negative: it has been valid for so long
 * @param responder the URI of the OCSP responder to name; empty for none
 * @param ends how long from now the certificate stops being valid; negative: it has expired
 */
public record LeafProfile(
        String commonName,
        KeyKind kind,
        List<String> hosts,
        boolean client,
        String responder,
        Duration starts,
        Duration ends) {

    private static final Duration VALID_SINCE = Duration.ofHours(-1);
    private static final Duration VALID_UNTIL = Duration.ofDays(7);

    public LeafProfile {
        hosts = List.copyOf(hosts);
    }

    public static LeafProfile server(String commonName, KeyKind kind, String... hosts) {
        return new LeafProfile(commonName, kind, List.of(hosts), false, "", VALID_SINCE, VALID_UNTIL);
    }

    public static LeafProfile client(String commonName, KeyKind kind) {
        return new LeafProfile(commonName, kind, List.of(), true, "", VALID_SINCE, VALID_UNTIL);
    }

    /** The same leaf, but out of date since a day. */
    public LeafProfile expired() {
        return new LeafProfile(
                commonName, kind, new ArrayList<>(hosts), client, responder, Duration.ofDays(-7), Duration.ofDays(-1));
    }

    /** The same leaf, naming an OCSP responder. */
    public LeafProfile withResponder(String uri) {
        return new LeafProfile(commonName, kind, new ArrayList<>(hosts), client, uri, starts, ends);
    }
}
