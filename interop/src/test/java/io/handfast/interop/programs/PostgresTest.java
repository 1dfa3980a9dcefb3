package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.interop.Bodies;
import io.handfast.interop.Pki;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's JDBC driver, which layers TLS over a connection that has already spoken, against a real server. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PostgresTest {

    private static final byte[] BODY = Bodies.bytes(3_000_000, 24);

    @TempDir
    static @Nullable Path home;

    private static @Nullable PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start(Objects.requireNonNull(home));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aValueThereAndBack() throws Exception {
        int before = Install.HANDSHAKES.asClient();
        try (Connection connection = connect(Pki.HOST);
                PreparedStatement echo = connection.prepareStatement("select ?::bytea")) {
            echo.setBytes(1, BODY);
            try (ResultSet rows = echo.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(Bodies.digest(BODY), Bodies.digest(rows.getBytes(1)));
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")) {
                assertTrue(rows.next());
                assertTrue(rows.getBoolean(1), "as the server saw it");
                assertEquals("TLSv1.3", rows.getString(2));
            }
        }
        assertTrue(Install.HANDSHAKES.asClient() > before, "the driver did not use our provider");
    }

    @Test
    void aNameThatIsNotInTheCertificate() {
        SQLException refused = assertThrows(
                SQLException.class, () -> connect("wrong.handfast.test").close());
        assertEquals("08006", refused.getSQLState(), refused::toString);
    }

    private static Connection connect(String host) throws SQLException {
        return DriverManager.getConnection(
                url(host, Objects.requireNonNull(server).port()));
    }

    /** What docs/programs.md says. */
    private static String url(String host, int port) {
        String url = "jdbc:postgresql://" + host + ":" + port + "/postgres?user=tester&sslmode=verify-full";
        return Install.CURRENT == Install.NAMED
                ? url + "&sslfactory=" + NamedSocketFactory.class.getName()
                : url + "&sslrootcert=" + Pki.pki().directory().resolve("root.pem");
    }
}
