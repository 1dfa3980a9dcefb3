package io.handfast.houserules.offences.wire;

final class EntersTheHandshake {
    final io.handfast.houserules.offences.handshake.Room handshake =
            new io.handfast.houserules.offences.handshake.Room();
}
