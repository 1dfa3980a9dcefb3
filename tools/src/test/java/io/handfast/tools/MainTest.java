package io.handfast.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command makes of its words: each mistake is one line and the code 2. */
class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.run(Arrays.asList(words), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost:70000/, no port from 1 to 65535: https://localhost:70000/",
        "https://localhost:0/, no port from 1 to 65535: https://localhost:0/",
        "http://localhost/, not an https address: http://localhost/",
        "https:localhost, not an https address: https:localhost",
        "https:///, not an https address: https:///",
        "https://my_service:x/, not an https address: https://my_service:x/",
        "https://my_service:70000/, no port from 1 to 65535: https://my_service:70000/",
        "--quick, not an https address: --quick"
    })
    void aWrongAddressIsOneLine(String address, String complaint) {
        assertEquals(2, run("demo", address));
        assertEquals("handfast demo: " + complaint + System.lineSeparator(), output());
    }

    @Test
    void aWrongFileOfAuthoritiesIsNamed(@TempDir Path folder) throws Exception {
        Path absent = folder.resolve("absent.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path other = Files.writeString(folder.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        for (Path file : List.of(absent, empty, other, folder)) {
            printed.reset();
            assertEquals(2, run("demo", "https://localhost:1/", "--cafile", file.toString()));
            assertTrue(output().startsWith("handfast demo: --cafile " + file + ": "), output());
            assertEquals(1, output().lines().count(), output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "certs"})
    void helpIsNoMistake(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(output().startsWith("usage:"), output());
    }

    @Test
    void anUnknownCommandGetsTheUsage() {
        assertEquals(2, run("cert"));
        assertTrue(output().startsWith("usage:"), output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--ocps 8080 FOLDER", "FOLDER -x", "FOLDER --ocsp", "FOLDER --ocsp 70000", "--ocsp 1"})
    void wordsThatAreNoOrderAreRefused(String words) {
        List<String> split = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
        assertThrows(IllegalArgumentException.class, () -> CertificatesOrder.of(split));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ocsp 8080 FOLDER a b",
                "FOLDER --ocsp 8080 a b",
                "FOLDER a --ocsp 8080 b",
                "FOLDER a b --ocsp 8080"
            })
    void theOptionMayStandAnywhere(String words) {
        assertEquals(
                new CertificatesOrder(Path.of("FOLDER"), List.of("a", "b"), 8080),
                CertificatesOrder.of(List.of(words.split(" ", -1))));
    }

    @Test
    void withoutHostsTheyAreOurs() {
        CertificatesOrder order = CertificatesOrder.of(List.of("FOLDER"));
        assertEquals(List.of("localhost", "127.0.0.1", "::1"), order.hosts());
        assertFalse(order.answers());
    }

    @Test
    void foldersWithSpacesAreOneWordOfTheShell(@TempDir Path folder) {
        assertEquals("'a b/it'\\''s'", Main.quoted(Path.of("a b", "it's")));
        assertEquals("/tmp/a-b_c.d", Main.quoted(Path.of("/tmp/a-b_c.d")));
        Path made = folder.resolve("of mine");
        assertEquals(0, run("certs", made.toString()));
        assertTrue(output().contains("--cacert '" + made.resolve("root.pem") + "'"), output());
        assertTrue(output().contains("trustStore='" + made.resolve("trust.p12") + "'"), output());
    }

    @Test
    void aRefusedOrderLeavesTheFolderAsItWas(@TempDir Path folder) throws Exception {
        assertEquals(0, run("certs", folder.toString()));
        Map<Path, ByteBuffer> before = contents(folder);
        printed.reset();
        assertEquals(2, run("certs", folder.toString(), "localhost", "localhost:8443"));
        assertEquals(
                "handfast certs: neither a host name nor an IP address: \"localhost:8443\"" + System.lineSeparator(),
                output());
        assertEquals(before, contents(folder));
        printed.reset();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, run("certs", folder.toString(), "--ocsp", Integer.toString(taken.getLocalPort())));
        }
        assertEquals(1, output().lines().count(), output());
        assertEquals(before, contents(folder));
    }

    private static Map<Path, ByteBuffer> contents(Path folder) throws IOException {
        Map<Path, ByteBuffer> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file, ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
