package io.handfast.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.tools.diagram.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One fetch from an address: any that a Java program could use. */
class DemoTest {

    @ParameterizedTest
    @CsvSource({
        "https://localhost/, localhost, -1",
        "HTTPS://localhost:8443/a?b, localhost, 8443",
        "https://my_service:8443/, my_service, 8443",
        "https://[::1]:8443/, [::1], 8443",
        "https://somebody@localhost/, localhost, -1"
    })
    void anyHttpsAddressWillDo(String text, String host, int port) throws Exception {
        URL address = Demo.address(text);
        assertEquals(host, address.getHost());
        assertEquals(port, address.getPort());
        assertInstanceOf(HttpsURLConnection.class, address.openConnection());
    }

    @Test
    void schemesInCapitalsReachTheServer() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try {
            // Nobody listens there.
            assertEquals(1, new Demo(out, Style.of(Map.of(), false)).run(List.of("HTTPS://localhost:1/")));
        } finally {
            Security.removeProvider(HandfastProvider.NAME);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("java.net.ConnectException"), text);
    }
}
