package io.handfast.houserules.offences.config;

final class ReadsProperty {
    final boolean debug = Boolean.getBoolean("debug");
}
