package io.handfast.houserules.offences.handshake.client.tls13;

import org.jspecify.annotations.Nullable;

public final class KnowsItsFork {
    io.handfast.houserules.offences.handshake.client.@Nullable KnowsItsVersion fork;
}
