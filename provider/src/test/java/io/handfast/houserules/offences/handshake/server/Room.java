package io.handfast.houserules.offences.handshake.server;

public final class Room {}
