package io.handfast.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import org.junit.jupiter.api.function.Executable;

/** Builds and reads extension blocks from bytes that tests spell out (RFC 8446 §4.2). */
final class Blocks {
    private Blocks() {}

    /** A block with one extension. */
    static Bytes of(int type, Bytes body) {
        return new WireWriter()
                .vector16(block -> block.u16(type).opaque16(body))
                .toBytes();
    }

    static Bytes encode(ExtensionBlock block) {
        WireWriter out = new WireWriter();
        block.encode(out);
        return out.toBytes();
    }

    static Bytes bodyOf(Extension extension) {
        WireWriter out = new WireWriter();
        extension.encodeBody(out);
        return out.toBytes();
    }

    /** Reads a block that ends with the bytes. */
    static ExtensionBlock decode(Bytes bytes, Placement placement) {
        WireReader in = bytes.reader("test");
        ExtensionBlock block = ExtensionBlock.decode(in, placement);
        in.expectEnd();
        return block;
    }

    /** Reads the only extension of a block. */
    static Extension decodeOne(int type, String body, Placement placement) {
        return decode(of(type, Bytes.hex(body)), placement).all().get(0);
    }

    static TlsException assertFault(AlertDescription alert, Executable action) {
        TlsException fault = assertThrows(TlsException.class, action);
        assertEquals(alert, fault.alert(), fault.getMessage());
        return fault;
    }
}
