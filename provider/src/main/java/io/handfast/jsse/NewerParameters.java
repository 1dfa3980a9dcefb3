package io.handfast.jsse;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that newer JDKs added: named groups and signature schemes (SSLParameters of JDK 19 and 20).
 *
 * <p>Looked up by name and not compiled against, so that they work on each JDK that has them, whichever JDK built the jar.
 */
final class NewerParameters {
    private static final Names NAMED_GROUPS = Names.of("NamedGroups");
    private static final Names SIGNATURE_SCHEMES = Names.of("SignatureSchemes");

    private NewerParameters() {}

    /** The wanted groups by name, in order; null for no wish, and on a JDK that cannot express one. */
    static @Nullable List<String> namedGroups(SSLParameters parameters) {
        return NameLists.of(NAMED_GROUPS.read(parameters), "named group");
    }

    /** The wanted signature schemes by name, in order; null for no wish, and on a JDK that cannot express one. */
    static @Nullable List<String> signatureSchemes(SSLParameters parameters) {
        return NameLists.of(SIGNATURE_SCHEMES.read(parameters), "signature scheme");
    }

    /** Tells a program what it asked for, where the JDK has a place for it. */
    static void write(
            @Nullable List<String> namedGroups, @Nullable List<String> signatureSchemes, SSLParameters parameters) {
        NAMED_GROUPS.write(parameters, namedGroups);
        SIGNATURE_SCHEMES.write(parameters, signatureSchemes);
    }

    /** A getter and its setter; null where this JDK has none. */
    private record Names(
            @Nullable MethodHandle getter, @Nullable MethodHandle setter) {
        static Names of(String property) {
            return new Names(
                    find("get" + property, MethodType.methodType(String[].class)),
                    find("set" + property, MethodType.methodType(void.class, String[].class)));
        }

        private static @Nullable MethodHandle find(String name, MethodType type) {
            try {
                return MethodHandles.publicLookup().findVirtual(SSLParameters.class, name, type);
            } catch (NoSuchMethodException | IllegalAccessException olderJdk) {
                return null;
            }
        }

        String @Nullable [] read(SSLParameters parameters) {
            if (getter == null) {
                return null;
            }
            try {
                return (String[]) getter.invokeExact(parameters);
            } catch (Throwable e) {
                throw passedOn(e);
            }
        }

        void write(SSLParameters parameters, @Nullable List<String> names) {
            if (setter == null) {
                return;
            }
            String[] written = names == null ? null : names.toArray(String[]::new);
            try {
                setter.invokeExact(parameters, written);
            } catch (Throwable e) {
                throw passedOn(e);
            }
        }

        /** Neither method declares an exception, but a program's own class may throw an unchecked one. */
        private static IllegalStateException passedOn(Throwable thrown) {
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            return new IllegalStateException(thrown);
        }
    }
}
