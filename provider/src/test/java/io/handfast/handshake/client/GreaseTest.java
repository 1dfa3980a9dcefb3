package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfig;
import io.handfast.extension.Extension;
import io.handfast.extension.KeyShare;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.iana.CodePoints;
import io.handfast.iana.Grease;
import io.handfast.message.ClientHello;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values without meaning in the ClientHello (RFC 8701). */
class GreaseTest {
    private static ClientHello hello(boolean grease) {
        TlsConfig config = ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withGrease(grease))
                .build();
        return FirstClientHello.of(config).hello();
    }

    @Test
    void sixteenValues() {
        List<Integer> values = IntStream.rangeClosed(0, 0xFFFF)
                .filter(Grease::contains)
                .boxed()
                .toList();
        assertEquals(IntStream.range(0, Grease.COUNT).map(Grease::at).boxed().toList(), values);
        assertEquals(0x0A0A, values.get(0));
        assertEquals(0xFAFA, values.get(15));
    }

    @Test
    void oneOfEachKind() {
        ClientHello plain = hello(false);
        ClientHello greased = hello(true);
        assertEquals(0, greases(plain.cipherSuites()));
        assertEquals(1, greases(greased.cipherSuites()));
        assertTrue(Grease.contains(greased.cipherSuites().at(0)));
        assertEquals(1, greases(find(greased, SupportedGroups.class).groups()));
        assertEquals(1, greases(find(greased, SupportedVersions.Offered.class).versions()));
        KeyShare.Offered shares = find(greased, KeyShare.Offered.class);
        assertEquals(
                find(greased, SupportedGroups.class).groups().at(0),
                shares.shares().get(0).group(),
                "RFC 8446 §4.2.8: a share is for a group that is listed");
        List<Extension> extensions = greased.extensions().all();
        int first = extensions.get(0).type();
        int last = extensions.get(extensions.size() - 1).type();
        assertTrue(Grease.contains(first) && Grease.contains(last));
        assertNotEquals(first, last);
        assertEquals(
                plain.extensions().all().stream().map(Extension::type).toList(),
                extensions.stream()
                        .map(Extension::type)
                        .filter(type -> !Grease.contains(type))
                        .toList());
        assertFalse(plain.extensions().all().stream().anyMatch(extension -> Grease.contains(extension.type())));
    }

    private static long greases(CodePoints values) {
        return values.stream().filter(Grease::contains).count();
    }

    private static <E extends Extension> E find(ClientHello hello, Class<E> type) {
        return hello.extensions().find(type).orElseThrow();
    }
}
