package io.handfast.interop.programs;

import io.handfast.interop.AbsentPeers;
import io.handfast.interop.FreePorts;
import io.handfast.interop.Pki;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL of the test's own, which takes no connection without TLS. */
final class PostgresServer implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "nobody"; // the server refuses to be root

    private final PeerProcess process;
    private final Path data;
    private final int port;

    private PostgresServer(PeerProcess process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** Makes a cluster below this folder, and starts a server on it. */
    static PostgresServer start(Path home) throws Exception {
        Path programs = AbsentPeers.require("postgresql", newest());
        Path data = Files.createDirectory(home.resolve("data"));
        boolean root = System.getProperty("user.name").equals("root");
        Pki.pki().server(KeyKind.P256).writeTo(data, "server");
        Path all = data.resolve("server.all");
        Files.writeString(
                all, Files.readString(data.resolve("server.crt")) + Files.readString(data.resolve("server.chain")));
        // What initdb finds in its folder it refuses.
        Path keys = Files.createDirectory(home.resolve("keys"));
        for (String file : List.of("server.all", "server.key")) {
            Files.move(data.resolve(file), keys.resolve(file));
        }
        for (String file : List.of("server.crt", "server.chain")) {
            Files.delete(data.resolve(file));
        }
        Files.setPosixFilePermissions(keys.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
        if (root) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
            for (Path owned : List.of(data, keys, keys.resolve("server.all"), keys.resolve("server.key"))) {
                Files.setOwner(
                        owned,
                        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
            }
        }
        try (PeerProcess cluster = PeerProcess.start(
                data,
                command(
                        root,
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=tester",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"))) {
            if (cluster.awaitExit() != 0) {
                throw new IOException("initdb: " + cluster.text());
            }
        }
        Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
        int port = FreePorts.next();
        PeerProcess process = PeerProcess.start(
                data,
                command(
                        root,
                        programs.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-h",
                        "127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "ssl=on",
                        "-c",
                        "ssl_cert_file=" + keys.resolve("server.all"),
                        "-c",
                        "ssl_key_file=" + keys.resolve("server.key")));
        PostgresServer server = new PostgresServer(process, data, port);
        try {
            process.await("ready to accept connections");
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Asks the server to end, so that none of its processes writes any more when the folder goes. */
    @Override
    public void close() throws Exception {
        Path number = data.resolve("postmaster.pid");
        if (Files.exists(number)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(number).get(0))).ifPresent(ProcessHandle::destroy);
            process.awaitExit();
        }
        process.close();
    }

    private static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    private static List<String> command(boolean root, String... words) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of(
                    AbsentPeers.require("setpriv").toString(),
                    "--reuid=" + USER,
                    "--regid=nogroup",
                    "--clear-groups",
                    "--"));
        }
        command.addAll(Arrays.asList(words));
        return command;
    }
}
