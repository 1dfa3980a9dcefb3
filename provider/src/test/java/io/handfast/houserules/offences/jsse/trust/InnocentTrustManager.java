package io.handfast.houserules.offences.jsse.trust;

import javax.net.ssl.TrustManager;

final class InnocentTrustManager implements TrustManager {
    int getLength() {
        return 0;
    }
}
