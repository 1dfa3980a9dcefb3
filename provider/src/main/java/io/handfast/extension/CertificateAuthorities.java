package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/**
 * The authorities whose certificates a side accepts (RFC 8446 §4.2.4).
 *
 * @param authorities distinguished names in DER, at least one
 */
public record CertificateAuthorities(List<Bytes> authorities) implements Extension {
    public CertificateAuthorities {
        authorities = List.copyOf(authorities);
    }

    static CertificateAuthorities decode(WireReader body) {
        return new CertificateAuthorities(
                body.vector16("authorities", 3).list(list -> list.opaque16("DistinguishedName", 1)));
    }

    @Override
    public int type() {
        return ExtensionType.CERTIFICATE_AUTHORITIES;
    }

    @Override
    public int likelyLength() {
        int length = 2;
        for (Bytes authority : authorities) {
            length += 2 + authority.length();
        }
        return length;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.vector16(list -> authorities.forEach(list::opaque16));
    }
}
