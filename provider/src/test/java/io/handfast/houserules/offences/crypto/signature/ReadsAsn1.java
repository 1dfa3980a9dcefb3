package io.handfast.houserules.offences.crypto.signature;

import org.bouncycastle.asn1.DERNull;

final class ReadsAsn1 {
    final DERNull structure = DERNull.INSTANCE;
}
