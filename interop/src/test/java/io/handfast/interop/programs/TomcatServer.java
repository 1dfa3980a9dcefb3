package io.handfast.interop.programs;

import io.handfast.tools.certificates.Credential;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import javax.net.ssl.X509KeyManager;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLUtil;

/** Tomcat, embedded (RFC 9113). */
final class TomcatServer implements ServerProgram {

    private final Tomcat tomcat;
    private final Path home;

    private TomcatServer(Tomcat tomcat, Path home) {
        this.tomcat = tomcat;
        this.home = home;
    }

    static ServerProgram start(Install install) throws Exception {
        Path home = Files.createTempDirectory("tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(home.toString());
        tomcat.setSilent(true);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        // Its asynchronous reader takes one upload in some hundreds for a broken frame, with the JDK's provider as with
        // ours.
        connector.setProperty("useAsyncIO", "false");
        connector.addUpgradeProtocol(http2());
        connector.addSslHostConfig(tls(install));
        connector.setMaxPostSize(-1);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", home.toString());
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMapping("/*", "echo");
        tomcat.start();
        return new TomcatServer(tomcat, home);
    }

    /** Without the guard against wasteful frames, which takes fifty uploads of the JDK's client for an attack. */
    private static Http2Protocol http2() {
        Http2Protocol protocol = new Http2Protocol();
        // One thread for each request at once: bodies that wait for one fill the window that all of them share.
        protocol.setMaxConcurrentStreamExecution(64);
        protocol.setOverheadCountFactor(0);
        protocol.setOverheadDataThreshold(0);
        protocol.setOverheadWindowUpdateThreshold(0);
        return protocol;
    }

    private static SSLHostConfig tls(Install install) throws Exception {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        if (install == Install.NAMED) {
            certificate.setSslContext(SSLUtil.createSSLContext(
                    install.serverContext(),
                    (X509KeyManager) Install.keys().getKeyManagers()[0],
                    Install.trustManager()));
        } else {
            certificate.setCertificateKeystore(Install.keyStore());
            certificate.setCertificateKeystorePassword(Credential.PASSWORD);
        }
        host.addCertificate(certificate);
        return host;
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            response.setHeader(Answer.PROTOCOL, request.getProtocol());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
