package io.handfast.jsse;

import io.handfast.config.ClientAuthentication;
import io.handfast.crypto.Jca;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All of a connection's settings that its configuration follows from, but for what differs with each connection; equal ones lead
 * to equal configurations in the same context (JSSE, SSLParameters).
 *
 * @param jca where primitives come from, as it stands now
 * @param identification how the peer's name is checked; empty for not at all
 */
record Wishes(
        Jca jca,
        boolean client,
        List<ProtocolVersion> versions,
        List<CipherSuite> cipherSuites,
        ClientAuthentication clientAuthentication,
        boolean sessionCreation,
        String identification,
        List<String> applicationProtocols,
        boolean preferLocalCipherSuites,
        int maximumPacketSize,
        Settings chosen) {
    static Wishes of(ConnectionSettings settings, Jca jca) {
        return new Wishes(
                jca,
                settings.clientMode(),
                settings.versions(),
                settings.cipherSuites(),
                settings.clientAuthentication(),
                settings.sessionCreation(),
                Objects.requireNonNullElse(settings.endpointIdentification(), ""),
                settings.applicationProtocols,
                settings.preferLocalCipherSuites,
                settings.maximumPacketSize,
                settings.chosen);
    }

    /**
     * Whether these say all that counts. Constraints of the user are code, and may answer differently every time; keys and
     * callbacks may be made for one connection, and are not to be held for longer.
     */
    static boolean sayAll(ConnectionSettings settings) {
        Settings chosen = settings.chosen;
        return settings.constraints == null
                && (chosen.isEmpty()
                        || !chosen.has(Setting.CLIENT_HELLO)
                                && !chosen.has(Setting.PRE_SHARED_KEYS)
                                && !chosen.has(Setting.RAW_PUBLIC_KEYS));
    }

    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
    // field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Wishes that
                && client == that.client
                && sessionCreation == that.sessionCreation
                && preferLocalCipherSuites == that.preferLocalCipherSuites
                && maximumPacketSize == that.maximumPacketSize
                && clientAuthentication == that.clientAuthentication
                && jca.equals(that.jca)
                && versions.equals(that.versions)
                && cipherSuites.equals(that.cipherSuites)
                && identification.equals(that.identification)
                && applicationProtocols.equals(that.applicationProtocols)
                && chosen.equals(that.chosen);
    }

    /** Of what usually differs; that is cheaper than of everything. */
    @Override
    public int hashCode() {
        int hash = versions.hashCode() * 31 + cipherSuites.hashCode();
        hash = hash * 31 + applicationProtocols.hashCode();
        hash = hash * 31 + identification.hashCode();
        return (hash * 31 + chosen.hashCode()) * 2 + (client ? 1 : 0);
    }
}
