package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;

import io.handfast.iana.ExtensionType;
import io.handfast.iana.Grease;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The extensions of one message, in the order of the wire, at most one of each type (RFC 8446 §4.2).
 *
 * <p>Immutable. A received block is decoded whole before anything acts on it, so that no decision depends on the order
 * in which a peer happened to send its extensions.
 */
public final class ExtensionBlock {
    /** Bytes, the block's own length not included. */
    private static final int LONGEST = 0xffff;

    private static final ExtensionBlock EMPTY = new ExtensionBlock(List.of());

    private final Extension[] extensions;

    private ExtensionBlock(List<? extends Extension> extensions) {
        this.extensions = extensions.toArray(new Extension[0]);
    }

    /** The block without extensions. */
    public static ExtensionBlock empty() {
        return EMPTY;
    }

    /**
     * The given extensions in this order.
     *
     * @throws IllegalArgumentException if two have the same type
     */
    public static ExtensionBlock of(List<? extends Extension> extensions) {
        TypeSet seen = new TypeSet();
        for (Extension extension : extensions) {
            if (!seen.add(extension.type())) {
                throw new IllegalArgumentException(ExtensionType.nameOf(extension.type()) + " is given twice");
            }
        }
        return extensions.isEmpty() ? EMPTY : new ExtensionBlock(extensions);
    }

    /** The given extensions in this order. */
    public static ExtensionBlock of(Extension... extensions) {
        return of(Arrays.asList(extensions));
    }

    /** Reads a block with its 16-bit length, as it stands in a message of this kind. */
    public static ExtensionBlock decode(WireReader message, Placement placement) {
        // RFC 8446 §4.3.2: of all blocks, only that of a CertificateRequest has a least length
        WireReader block = message.vector16("extensions", placement == Placement.CERTIFICATE_REQUEST ? 2 : 0);
        if (!block.hasRemaining()) {
            return EMPTY;
        }
        List<Extension> extensions = new ArrayList<>();
        TypeSet seen = new TypeSet();
        while (block.hasRemaining()) {
            int type = block.u16();
            WireReader body = block.vector16(ExtensionType.nameOf(type), 0);
            // RFC 8446 §4.2, RFC 5246 §7.4.1.4: a block holds at most one extension of a type
            if (!seen.add(type)) {
                throw ILLEGAL_PARAMETER.because(
                        placement.messageName() + " carries " + ExtensionType.nameOf(type) + " twice");
            }
            extensions.add(Extensions.decode(type, placement, body));
        }
        if (placement == Placement.CLIENT_HELLO) {
            refuseUnlessLast(extensions);
        }
        return new ExtensionBlock(extensions);
    }

    /** About how many bytes the block takes, its length included; a hint like that of each extension. */
    public int likelyLength() {
        int length = 2;
        for (Extension extension : extensions) {
            length += 4 + extension.likelyLength();
        }
        return length;
    }

    /** Whether the block can be encoded: how long it is must be said in 16 bits. */
    public boolean fits() {
        WireWriter block = new WireWriter(likelyLength());
        encodeExtensions(block);
        return block.size() <= LONGEST;
    }

    /** Writes the block with its 16-bit length. */
    public void encode(WireWriter out) {
        int block = out.open16();
        encodeExtensions(out);
        out.close16(block);
    }

    private void encodeExtensions(WireWriter out) {
        for (Extension extension : extensions) {
            out.u16(extension.type());
            int body = out.open16();
            extension.encodeBody(out);
            out.close16(body);
        }
    }

    /** The extension of this class, if the block has it. */
    public <E extends Extension> Optional<E> find(Class<E> kind) {
        for (Extension extension : extensions) {
            if (kind.isInstance(extension)) {
                return Optional.of(kind.cast(extension));
            }
        }
        return Optional.empty();
    }

    /** Whether an extension of this type is there, whatever its body. */
    public boolean has(int type) {
        return indexOf(type) >= 0;
    }

    /** All extensions in the order of the wire. */
    public List<Extension> all() {
        return List.of(extensions);
    }

    public boolean isEmpty() {
        return extensions.length == 0;
    }

    /**
     * This block with one more extension, or with the one of the same type replaced where it stands. A pre_shared_key
     * at the end stays there (RFC 8446 §4.2.11).
     */
    public ExtensionBlock with(Extension extension) {
        List<Extension> changed = new ArrayList<>(extensions.length + 1);
        Collections.addAll(changed, extensions);
        int index = indexOf(extension.type());
        int last = extensions.length - 1;
        if (index >= 0) {
            changed.set(index, extension);
        } else if (last >= 0 && extensions[last].type() == ExtensionType.PRE_SHARED_KEY) {
            changed.add(last, extension);
        } else {
            changed.add(extension);
        }
        return new ExtensionBlock(changed);
    }

    /** This block without the extension of this type. */
    public ExtensionBlock without(int type) {
        List<Extension> others = new ArrayList<>(extensions.length);
        for (Extension extension : extensions) {
            if (extension.type() != type) {
                others.add(extension);
            }
        }
        return of(others);
    }

    /** Refuses extensions that we know and that a message of this kind cannot carry in this version. */
    public void refuseMisplaced(ProtocolVersion negotiated, Placement placement) {
        for (Extension extension : extensions) {
            // RFC 8446 §4.2: an extension we recognise in a message it is not specified for is fatal
            if (Extensions.isMisplaced(extension.type(), negotiated, placement)) {
                throw ILLEGAL_PARAMETER.because(ExtensionType.nameOf(extension.type()) + " has no place in a "
                        + placement.messageName() + " of " + negotiated.protocolName());
            }
        }
    }

    /**
     * Refuses responses to what was never asked, unknown types included.
     *
     * @param offered the block that asks: the ClientHello's, or the CertificateRequest's for a Certificate
     * @param allowed types that may come unasked: {@code cookie} in a HelloRetryRequest, {@code renegotiation_info}
     *     when the signalling cipher suite value asked for it (RFC 5746 §3.4)
     */
    public void refuseUnsolicited(ExtensionBlock offered, int... allowed) {
        for (Extension extension : extensions) {
            int type = extension.type();
            // RFC 8446 §4.2, RFC 5246 §7.4.1.4: a response without its request is fatal
            // RFC 8701 §3.1: a value without meaning is never an answer, even where we sent the same
            boolean asked = offered.has(type) && !Grease.contains(type);
            if (!asked && !isAmong(allowed, type)) {
                throw UNSUPPORTED_EXTENSION.because(
                        "the peer answered with " + ExtensionType.nameOf(type) + ", which we did not ask for");
            }
        }
    }

    private static void refuseUnlessLast(List<Extension> extensions) {
        for (int i = 0; i < extensions.size() - 1; i++) {
            // RFC 8446 §4.2.11: the binders cover all before them, so nothing may follow
            if (extensions.get(i).type() == ExtensionType.PRE_SHARED_KEY) {
                throw ILLEGAL_PARAMETER.because("pre_shared_key is not the last extension of the ClientHello");
            }
        }
    }

    private static boolean isAmong(int[] types, int type) {
        for (int each : types) {
            if (each == type) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(int type) {
        for (int i = 0; i < extensions.length; i++) {
            if (extensions[i].type() == type) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtensionBlock that && Arrays.equals(extensions, that.extensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extensions);
    }

    @Override
    public String toString() {
        return Arrays.toString(extensions);
    }
}
