package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.ServerHandshake;
import io.handfast.message.Finished;
import io.handfast.message.KeyUpdate;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose record goes on behind its Finished: the client must say so, and not that all is well (RFC 8446 §5.1). */
class FinishedAmidRecordTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity IDENTITY = CA.localhost(KeyKind.EC_P256);

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private static <T> T over(Class<T> type, Invocation invocation) {
        return type.cast(Proxy.newProxyInstance(
                FinishedAmidRecordTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        invocation.of(self, method, arguments == null ? new Object[0] : arguments)));
    }

    @FunctionalInterface
    private interface Invocation {
        @Nullable
        Object of(Object self, Method method, @Nullable Object[] arguments) throws Throwable;
    }

    /** A state like this one, whose Finished is not the last thing in its record. */
    private static HandshakeState chatting(HandshakeState real) {
        return over(HandshakeState.class, (self, method, arguments) -> {
            IntStream.range(0, arguments.length)
                    .filter(i -> arguments[i] instanceof Effects)
                    .forEach(i -> arguments[i] = chatting((Effects) arguments[i]));
            Object result = invoke(real, method, arguments);
            return result instanceof HandshakeState next ? chatting(next) : result;
        });
    }

    private static Effects chatting(Effects real) {
        return over(Effects.class, (self, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            if (arguments.length > 0 && arguments[0] instanceof Finished) {
                real.send(new KeyUpdate(false));
            }
            return result;
        });
    }

    @ParameterizedTest
    @CsvSource({"false, NONE", "false, REQUIRED", "true, NONE", "true, REQUIRED"})
    @Spec("RFC8446-5.1-6")
    void isRefusedBeforeOursIsSent(boolean parts, ClientAuthentication authentication) {
        TlsConfig config = new Ports(CA.root(), IDENTITY)
                .config()
                .clientAuthentication(authentication)
                .build();
        TlsConnection client = TlsConnection.client(config);
        if (parts) {
            client.sendInParts();
        }
        TlsConnection server = new TlsConnection(config, false, effects -> chatting(ServerHandshake.start(config)));
        new Pair(client, server).handshake();
        TlsException refused = assertInstanceOf(TlsException.class, client.failure());
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, refused.alert());
        assertFalse(server.connected());
        PeerAlertException told = assertInstanceOf(PeerAlertException.class, server.failure());
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE.code(), told.code());
    }
}
