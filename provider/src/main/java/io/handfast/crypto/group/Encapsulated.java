package io.handfast.crypto.group;

import io.handfast.crypto.Secret;

/** The answering side's share together with the common secret (RFC 8446 §4.2.8). */
public record Encapsulated(byte[] share, Secret secret) {}
