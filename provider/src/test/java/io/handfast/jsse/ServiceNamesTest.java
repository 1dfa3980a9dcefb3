package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that programs look contexts up by (Java Security Standard Algorithm Names, SSLContext Algorithms). */
class ServiceNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLS", "SSL", "TLSv1.3", "TLSv1.2", "Default"})
    void aNameLeadsToOurContext(String name) {
        Provider.Service service = Contexts.HANDFAST.getService("SSLContext", name);
        assertNotNull(service, "the JDK's context would be taken without a word");
        assertSame(Contexts.HANDFAST, service.getProvider());
    }

    @Test
    void sslIsAnotherNameOfTls() {
        TestCa ca = TestCa.of(KeyKind.EC_P256);
        assertArrayEquals(
                Contexts.context(Contexts.HANDFAST, "TLS", ca)
                        .getDefaultSSLParameters()
                        .getProtocols(),
                Contexts.context(Contexts.HANDFAST, "SSL", ca)
                        .getDefaultSSLParameters()
                        .getProtocols());
    }
}
