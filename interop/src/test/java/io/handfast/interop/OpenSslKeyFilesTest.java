package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.tools.process.PeerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and chains in the forms that the {@code openssl} command writes, read and used (RFC 7468, RFC 5958, RFC 8018). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslKeyFilesTest {
    private static final String PASSWORD = "pa\u00dfwort";

    @TempDir
    Path folder;

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("server-RSA", "pkcs8 -topk8 -nocrypt"),
                Arguments.of("server-RSA", "rsa -traditional"),
                Arguments.of("server-RSA", "pkcs8 -topk8 -v2 aes-256-cbc -passout"),
                Arguments.of("server-RSA", "pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA512 -passout"),
                Arguments.of("server-RSASSA_PSS", "pkcs8 -topk8 -v2 aes-192-cbc -passout"),
                Arguments.of("server-P256", "ec"),
                Arguments.of("server-P384", "ec -no_public"),
                Arguments.of("server-P256", "pkcs8 -topk8 -scrypt -passout"),
                Arguments.of("server-P521", "pkcs8 -topk8 -v2 des3 -v2prf hmacWithSHA1 -passout"),
                Arguments.of("server-ED25519", "pkcs8 -topk8 -v2 aes-256-cbc -passout"),
                Arguments.of("server-ED448", "pkey"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("forms")
    void everyFormIsRead(String credential, String form) throws Exception {
        Path key = converted(credential, form);
        Path chain = described(credential);
        HandfastContext builder = HandfastContext.builder();
        SSLContext context = (form.endsWith("-passout")
                        ? builder.identity(chain, key, PASSWORD.toCharArray())
                        : builder.identity(chain, key))
                .build();
        try (LocalServer server = LocalServer.start(context, Wishes.none(), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), List.of())) {
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa -traditional -aes256 -passout, Proc-Type",
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout, openssl pkcs8 -topk8 -v2 aes-256-cbc",
    })
    void weakEncryptionIsRefusedWithTheWayOut(String form, String words) throws Exception {
        Path key = converted("server-RSA", form);
        HandfastContext builder =
                HandfastContext.builder().identity(described("server-RSA"), key, PASSWORD.toCharArray());
        KeyManagementException refusal = assertThrows(KeyManagementException.class, builder::build);
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
    }

    @ParameterizedTest
    @CsvSource({"pkcs8 -topk8 -v2 aes-256-cbc -passout", "pkcs8 -topk8 -scrypt -passout"})
    void aWrongPasswordIsCalledSo(String form) throws Exception {
        Path key = converted("server-P256", form);
        HandfastContext builder =
                HandfastContext.builder().identity(described("server-P256"), key, "another".toCharArray());
        KeyManagementException refusal = assertThrows(KeyManagementException.class, builder::build);
        String message = String.valueOf(refusal.getMessage());
        // One wrong password in 256 or so leaves padding that looks right, and bytes that are no key.
        assertTrue(message.contains("with this password") || message.contains("no private key"), message);
    }

    /** The key of a credential, as a command of openssl writes it. */
    private Path converted(String credential, String form) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(AbsentPeers.require("openssl").toString()));
        command.addAll(Arrays.asList(form.split(" ")));
        if (form.endsWith("-passout")) {
            // In a file, because what becomes of an argument depends on the locale.
            command.add("file:" + Files.writeString(folder.resolve("password"), PASSWORD + "\n"));
        }
        Path key = folder.resolve("key.pem");
        command.addAll(List.of("-in", credential + ".key", "-out", key.toString()));
        run(command);
        return key;
    }

    /** All certificates of a credential, the leaf last, each under the text that describes it. */
    private Path described(String credential) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String file : List.of("root.pem", credential + ".chain", credential + ".crt")) {
            Path out = folder.resolve("one.pem");
            run(List.of(
                    AbsentPeers.require("openssl").toString(), "x509", "-text", "-in", file, "-out", out.toString()));
            text.append(Files.readString(out)).append("\r\n");
        }
        return Files.writeString(folder.resolve("chain.pem"), text);
    }

    private static void run(List<String> command) throws Exception {
        try (PeerProcess process = PeerProcess.start(Pki.pki().directory(), command)) {
            assertEquals(0, process.awaitExit(), process::text);
        }
    }
}
