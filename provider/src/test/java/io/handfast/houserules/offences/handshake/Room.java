package io.handfast.houserules.offences.handshake;

public final class Room {}
