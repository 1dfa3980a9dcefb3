package io.handfast.houserules.offences.session;

final class Sleeps {
    void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
