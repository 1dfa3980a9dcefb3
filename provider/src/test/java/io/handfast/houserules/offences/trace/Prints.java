package io.handfast.houserules.offences.trace;

final class Prints {
    void print() {
        System.out.println();
    }
}
