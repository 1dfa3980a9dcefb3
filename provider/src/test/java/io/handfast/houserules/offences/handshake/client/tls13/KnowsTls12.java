package io.handfast.houserules.offences.handshake.client.tls13;

final class KnowsTls12 {
    final io.handfast.houserules.offences.handshake.client.tls12.Room other =
            new io.handfast.houserules.offences.handshake.client.tls12.Room();
}
