package io.handfast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as PEM text and as files. */
public final class TestPem {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private TestPem() {}

    public static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    public static String chain(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate each : certificates) {
            try {
                text.append(block("CERTIFICATE", each.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return text.toString();
    }

    /** The private key as PKCS #8. */
    public static String key(Identity identity) {
        return block("PRIVATE KEY", identity.privateKey().getEncoded());
    }

    /** Writes a text at once, as tools do that others may read after: to another name, which then takes the place. */
    public static Path write(Path file, String text) {
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "fresh", ".pem");
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
