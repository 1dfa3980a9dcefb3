package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.extension.UnknownExtension;
import io.handfast.iana.CodePoints;
import io.handfast.iana.Grease;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Meaningless values among those of a ClientHello, where a server must pass over what it does not know (RFC 8701 §3.1).
 *
 * <p>A server that chooses one is refused like any that chooses what was not offered: none of them is in a registry of ours, and
 * {@link ExtensionBlock#refuseUnsolicited} never takes one for an answer.
 *
 * @param suite among the cipher suites
 * @param group among the groups, with a key share of one byte
 * @param version among the versions
 * @param first the extension in front
 * @param last the extension behind, another than the one in front, because no extension may be there twice
 */
record GreasedOffer(int suite, int group, int version, int first, int last) {
    /** Values by chance. */
    static GreasedOffer random(TlsConfig config) {
        byte[] random = new byte[5];
        config.random().nextBytes(random);
        int first = random[3] & 0x0F;
        int last = (first + 1 + (random[4] & 0xFF) % (Grease.COUNT - 1)) % Grease.COUNT;
        return new GreasedOffer(
                Grease.at(random[0] & 0x0F),
                Grease.at(random[1] & 0x0F),
                Grease.at(random[2] & 0x0F),
                Grease.at(first),
                Grease.at(last));
    }

    CodePoints suites(CodePoints suites) {
        return before(suite, suites);
    }

    ExtensionBlock extensions(ExtensionBlock block) {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(new UnknownExtension(first, Bytes.empty()));
        block.all().stream().map(this::mixed).forEach(extensions::add);
        extensions.add(new UnknownExtension(last, Bytes.copyOf(new byte[1])));
        return ExtensionBlock.of(extensions);
    }

    private Extension mixed(Extension extension) {
        if (extension instanceof SupportedGroups groups) {
            return new SupportedGroups(before(group, groups.groups()));
        }
        if (extension instanceof SupportedVersions.Offered versions) {
            return new SupportedVersions.Offered(before(version, versions.versions()));
        }
        if (extension instanceof KeyShare.Offered shares) {
            List<KeyShareEntry> entries = new ArrayList<>();
            entries.add(new KeyShareEntry(group, Bytes.copyOf(new byte[1])));
            entries.addAll(shares.shares());
            return new KeyShare.Offered(entries);
        }
        return extension;
    }

    private static CodePoints before(int value, CodePoints others) {
        return CodePoints.of(
                IntStream.concat(IntStream.of(value), others.stream()).toArray());
    }
}
