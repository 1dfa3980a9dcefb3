package io.handfast.houserules.offences.record;

import java.net.Socket;

final class OpensSocket {
    final Socket socket = new Socket();
}
