package io.handfast.houserules.offences.handshake.client;

import org.jspecify.annotations.Nullable;

public final class KnowsItsVersion {
    io.handfast.houserules.offences.handshake.client.tls13.@Nullable KnowsItsFork version;
}
