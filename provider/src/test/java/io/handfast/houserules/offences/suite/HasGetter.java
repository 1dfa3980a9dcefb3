package io.handfast.houserules.offences.suite;

final class HasGetter {
    int getLength() {
        return 0;
    }
}
