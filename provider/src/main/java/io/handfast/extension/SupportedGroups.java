package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The groups for key exchange, most preferred first (RFC 8446 §4.2.7, RFC 8422 §5.1.1).
 *
 * @param groups the code points, at least one, unknown ones kept
 */
public record SupportedGroups(CodePoints groups) implements Extension {
    static SupportedGroups decode(WireReader body) {
        return new SupportedGroups(
                CodePoints.owning(body.vector16("named_group_list", 2).u16s()));
    }

    @Override
    public int type() {
        return ExtensionType.SUPPORTED_GROUPS;
    }

    @Override
    public void encodeBody(WireWriter out) {
        CodePointVector.write16(out, groups);
    }
}
