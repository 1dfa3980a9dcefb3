package io.handfast.interop.programs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import org.postgresql.ssl.WrappedFactory;

/** Where the JDBC driver gets its sockets in a program that asks for the provider by name: {@code sslfactory} in its URL. */
public final class NamedSocketFactory extends WrappedFactory {

    /** Called by the driver. */
    public NamedSocketFactory(Properties properties) throws GeneralSecurityException, IOException {
        factory = Install.CURRENT.clientContext().getSocketFactory();
    }
}
