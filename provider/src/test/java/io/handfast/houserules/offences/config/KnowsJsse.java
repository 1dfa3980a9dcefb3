package io.handfast.houserules.offences.config;

import javax.net.ssl.SSLParameters;

final class KnowsJsse {
    final SSLParameters parameters = new SSLParameters();
}
