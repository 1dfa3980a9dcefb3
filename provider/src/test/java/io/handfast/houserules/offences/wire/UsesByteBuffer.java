package io.handfast.houserules.offences.wire;

import java.nio.ByteBuffer;

final class UsesByteBuffer {
    final ByteBuffer buffer = ByteBuffer.allocate(1);
}
