package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What newer JDKs added to SSLParameters, through a class that the oldest JDK compiles. */
class NewerParametersTest {
    private static void set(SSLParameters parameters, String method, String... names)
            throws ReflectiveOperationException {
        SSLParameters.class.getMethod(method, String[].class).invoke(parameters, (Object) names);
    }

    private static String[] get(SSLParameters parameters, String method) throws ReflectiveOperationException {
        Method getter = SSLParameters.class.getMethod(method);
        return (String[]) getter.invoke(parameters);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_18)
    void absentOnOlderJdks() {
        SSLParameters parameters = new SSLParameters();
        NewerParameters.write(List.of("x25519"), List.of("ed25519"), parameters);
        assertNull(NewerParameters.namedGroups(parameters));
        assertNull(NewerParameters.signatureSchemes(parameters));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_20)
    void readWhereTheJdkHasThem() throws Exception {
        SSLParameters parameters = new SSLParameters();
        assertNull(NewerParameters.namedGroups(parameters));
        assertNull(NewerParameters.signatureSchemes(parameters));
        set(parameters, "setNamedGroups", "secp384r1", "x25519");
        set(parameters, "setSignatureSchemes", "ed25519");
        assertEquals(List.of("secp384r1", "x25519"), NewerParameters.namedGroups(parameters));
        assertEquals(List.of("ed25519"), NewerParameters.signatureSchemes(parameters));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_20)
    void writtenWhereTheJdkHasThem() throws Exception {
        SSLParameters parameters = new SSLParameters();
        NewerParameters.write(List.of("x448"), List.of("ed448", "ed25519"), parameters);
        assertArrayEquals(new String[] {"x448"}, get(parameters, "getNamedGroups"));
        assertArrayEquals(new String[] {"ed448", "ed25519"}, get(parameters, "getSignatureSchemes"));
        NewerParameters.write(null, null, parameters);
        assertNull(get(parameters, "getNamedGroups"));
        assertNull(get(parameters, "getSignatureSchemes"));
    }

    /** Programs may override the methods; what these throw reaches the program unwrapped, as from a direct call. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_20)
    void aProgramsOwnClassIsAsked() {
        Refusing parameters = new Refusing();
        assertSame(parameters.refused, assertThrows(Refused.class, () -> NewerParameters.namedGroups(parameters)));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Refusing extends SSLParameters {
        private final Refused refused = new Refused();

        @SuppressWarnings({"MissingOverride", "EffectivelyPrivate", "unused"}) // there since JDK 20
        public String[] getNamedGroups() {
            throw refused;
        }
    }
}
