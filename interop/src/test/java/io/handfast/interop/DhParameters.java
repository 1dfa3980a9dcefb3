package io.handfast.interop;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;

/** Diffie-Hellman groups in files, as other people's servers read them (PKCS #3, RFC 7919 Appendix A). */
final class DhParameters {

    private DhParameters() {}

    /** The name of a file in the {@link Pki}'s folder with the group of RFC 7919 of this size in bits. */
    static String file(int bits) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DH", "SunJCE");
        generator.initialize(bits);
        DHParameterSpec group = ((DHPublicKey) generator.generateKeyPair().getPublic()).getParams();
        return file("ffdhe" + bits, group.getP(), group.getG());
    }

    /** The same with a group of the caller's. */
    static String file(String name, BigInteger prime, BigInteger generator)
            throws GeneralSecurityException, IOException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("DH");
        parameters.init(new DHParameterSpec(prime, generator));
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(parameters.getEncoded());
        Path file = Pki.pki().directory().resolve(name + ".pem");
        Files.writeString(
                file,
                "-----BEGIN DH PARAMETERS-----\n" + body + "\n-----END DH PARAMETERS-----\n",
                StandardCharsets.US_ASCII);
        file.toFile().deleteOnExit();
        return file.getFileName().toString();
    }
}
