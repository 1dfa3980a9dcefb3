package io.handfast.houserules.offences.handshake.client;

final class KnowsServer {
    final io.handfast.houserules.offences.handshake.server.Room other =
            new io.handfast.houserules.offences.handshake.server.Room();
}
