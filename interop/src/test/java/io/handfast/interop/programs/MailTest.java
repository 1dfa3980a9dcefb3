package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.interop.AbsentPeers;
import io.handfast.interop.Bodies;
import io.handfast.interop.FreePorts;
import io.handfast.interop.Pki;
import io.handfast.tools.process.PeerProcess;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jakarta Mail with STARTTLS against a real mail server, which takes no mail without it (RFC 3207). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MailTest {

    private static final byte[] BODY = Bodies.bytes(2_000_000, 26);
    private static final String ADDRESS = "someone@handfast.test";

    @TempDir
    static @Nullable Path home;

    private static @Nullable PeerProcess mailServer;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        String program = AbsentPeers.require("aiosmtpd").toString();
        Path folder = Objects.requireNonNull(home);
        Path pki = Pki.pki().directory();
        Path all = folder.resolve("server.all");
        Files.writeString(
                all,
                Files.readString(pki.resolve("server-RSA.crt")) + Files.readString(pki.resolve("server-RSA.chain")));
        port = FreePorts.next();
        mailServer = PeerProcess.start(
                folder,
                List.of(
                        program,
                        "--nosetuid",
                        "--debug",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--tlscert",
                        all.toString(),
                        "--tlskey",
                        pki.resolve("server-RSA.key").toString(),
                        "--class",
                        "aiosmtpd.handlers.Mailbox",
                        folder.resolve("mail").toString()));
        mailServer.await("Server is listening");
    }

    @AfterAll
    static void stop() {
        if (mailServer != null) {
            mailServer.close();
        }
    }

    @Test
    void aMessageArrives() throws Exception {
        int before = Install.HANDSHAKES.asClient();
        send(Pki.HOST);
        assertTrue(Install.HANDSHAKES.asClient() > before, "the mail client did not use our provider");
        try (var messages = Files.list(Objects.requireNonNull(home).resolve("mail/new"));
                InputStream file = Files.newInputStream(messages.findFirst().orElseThrow())) {
            MimeMessage message = new MimeMessage(null, file);
            assertEquals(
                    Bodies.digest(BODY), Bodies.digest(message.getInputStream().readAllBytes()));
        }
    }

    @Test
    void aNameThatIsNotInTheCertificate() {
        assertThrows(MessagingException.class, () -> send("wrong.handfast.test"));
    }

    /** What docs/programs.md says. */
    private static void send(String host) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.timeout", "20000");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        Optional<SSLContext> context = Install.CURRENT.client();
        context.ifPresent(given -> properties.put("mail.smtp.ssl.socketFactory", given.getSocketFactory()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(ADDRESS));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(ADDRESS));
        message.setDataHandler(new DataHandler(new ByteArrayDataSource(BODY, "application/octet-stream")));
        Transport.send(message);
    }
}
