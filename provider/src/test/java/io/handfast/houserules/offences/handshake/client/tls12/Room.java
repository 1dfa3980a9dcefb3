package io.handfast.houserules.offences.handshake.client.tls12;

public final class Room {}
