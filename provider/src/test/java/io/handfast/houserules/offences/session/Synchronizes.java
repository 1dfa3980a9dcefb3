package io.handfast.houserules.offences.session;

final class Synchronizes {
    synchronized void f() {}
}
