package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.wire.WireWriter;

/** A list of 16-bit code points on the wire: the length of the vector in bytes, then each of them (RFC 8446 §3.4). */
public final class CodePointVector {
    private CodePointVector() {}

    /** With a length of one byte. */
    static void write8(WireWriter out, CodePoints list) {
        int opened = out.open8();
        write(out, list);
        out.close8(opened);
    }

    /** With a length of two bytes. */
    public static void write16(WireWriter out, CodePoints list) {
        int opened = out.open16();
        write(out, list);
        out.close16(opened);
    }

    private static void write(WireWriter out, CodePoints list) {
        for (int i = 0; i < list.size(); i++) {
            out.u16(list.at(i));
        }
    }
}
