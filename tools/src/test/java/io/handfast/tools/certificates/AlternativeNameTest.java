package io.handfast.tools.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What certificates say of a host is what clients compare with it. */
class AlternativeNameTest {
    private static final String LABEL = "a".repeat(63);

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "my_service, my_service",
        "*.host.test, *.host.test",
        "3com.test, 3com.test",
        "bücher.example, xn--bcher-kva.example",
        "*.bücher.example, *.xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example"
    })
    void namesAreThoseOfDns(String host, String stored) {
        GeneralName name = AlternativeName.of(host);
        assertEquals(GeneralName.dNSName, name.getTagNo());
        assertEquals(stored, name.getName().toString());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 4", "::1, 16", "fe80::1, 16", "::ffff:10.0.0.1, 16"})
    void addressesAreTheirBytes(String host, int length) {
        GeneralName name = AlternativeName.of(host);
        assertEquals(GeneralName.iPAddress, name.getTagNo());
        assertEquals(length, ASN1OctetString.getInstance(name.getName()).getOctets().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8443",
                "[::1]",
                "999.1.1.1",
                "10.0.0.0/8",
                "::/64",
                "https://host.test/",
                "a,b",
                "a b",
                "host.test.",
                "a..b",
                ".test",
                "-a.test",
                "a.*.test",
                "*",
                "*.",
                "a\u0000.test",
                "bücher.example:443"
            })
    void whatIsNoHostIsNamed(String host) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> AlternativeName.of(host));
        assertEquals("neither a host name nor an IP address: \"" + host + "\"", refusal.getMessage());
    }

    @Test
    void namesAreAsLongAsDnsHasThem() {
        assertEquals(63, AlternativeName.of(LABEL).getName().toString().length());
        assertThrows(IllegalArgumentException.class, () -> AlternativeName.of(LABEL + "a"));
        String longest = String.join(".", LABEL, LABEL, LABEL, LABEL.substring(2));
        assertEquals(253, AlternativeName.of(longest).getName().toString().length());
        assertThrows(IllegalArgumentException.class, () -> AlternativeName.of(longest + "a"));
    }

    @Test
    void aFolderIsMadeForAnyName(@TempDir Path folder) throws Exception {
        String longer = LABEL + ".test";
        CertificateFolder.fill(folder, List.of(longer, "bücher.example"), "");
        try (var in = Files.newInputStream(folder.resolve("server-RSA.crt"))) {
            X509Certificate leaf =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            assertEquals(
                    List.of(
                            List.of(GeneralName.dNSName, longer),
                            List.of(GeneralName.dNSName, "xn--bcher-kva.example")),
                    List.copyOf(leaf.getSubjectAlternativeNames()));
            // X.520 has room for 64 characters there, fewer than a name may have.
            assertEquals("CN=server RSA", leaf.getSubjectX500Principal().getName());
        }
    }
}
