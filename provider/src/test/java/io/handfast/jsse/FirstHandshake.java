package io.handfast.jsse;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import javax.net.ssl.SSLParameters;

/** A program that does one handshake, as an HTTPS client and its server would, and ends. */
public final class FirstHandshake {
    private FirstHandshake() {}

    /** Takes nothing, and prints that it is done. */
    public static void main(String[] arguments) throws IOException {
        TestCa authority = TestCa.of(KeyKind.EC_P256);
        EnginePair pair = new EnginePair(
                Contexts.context(Contexts.HANDFAST, authority).createSSLEngine("localhost", 443),
                Contexts.context(Contexts.HANDFAST, authority, authority.localhost(KeyKind.EC_P256))
                        .createSSLEngine());
        SSLParameters parameters = pair.client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        pair.client.setSSLParameters(parameters);
        pair.handshake();
        if (!pair.client.getSession().getProtocol().equals("TLSv1.3")) {
            throw new IllegalStateException("there was no handshake");
        }
        System.out.println("done");
    }
}
