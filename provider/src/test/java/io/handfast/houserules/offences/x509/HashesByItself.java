package io.handfast.houserules.offences.x509;

import org.bouncycastle.crypto.digests.SHA256Digest;

final class HashesByItself {
    final SHA256Digest digest = new SHA256Digest();
}
