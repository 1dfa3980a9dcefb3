package io.handfast.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server gets what it staples, as the properties say (RFC 6066 §8; JSSE Reference Guide, "OCSP Stapling").
 *
 * @param enabled whether servers fetch and staple responses
 * @param responseTimeout how long a handshake may wait for responses
 * @param cacheSize how many responses are kept; 0 for any number
 * @param cacheLifetime after how long a response is fetched anew, although it may hold longer; zero for never
 * @param responder whom to ask about certificates that name no responder
 * @param responderOverrides whether {@code responder} is asked about all certificates
 */
public record StaplingOptions(
        boolean enabled,
        Duration responseTimeout,
        int cacheSize,
        Duration cacheLifetime,
        Optional<String> responder,
        boolean responderOverrides) {}
