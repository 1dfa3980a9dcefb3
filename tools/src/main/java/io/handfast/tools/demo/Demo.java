package io.handfast.tools.demo;

import io.handfast.HandfastProvider;
import io.handfast.HandshakeEvent;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.diagram.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** The main job: real exchanges over the provider, each checked and each drawn. */
public final class Demo {

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Report report;
    private final Recorder recorder = new Recorder();

    public Demo(PrintStream out, Style style) {
        this.report = new Report(out, style);
    }

    /**
     * Runs what the arguments ask for: nothing for the whole round over loopback, else a URL to fetch.
     *
     * @return 0 if every exchange was right, else 1
     */
    public int run(List<String> arguments) throws InterruptedException {
        try {
            if (arguments.isEmpty()) {
                return allExchanges();
            }
            URL address = address(arguments.get(0));
            if (arguments.size() == 1) {
                return fetch(address);
            }
            if (arguments.size() == 3 && "--cafile".equals(arguments.get(1))) {
                trust(trusted(arguments.get(2)));
                return fetch(address);
            }
            throw new IllegalArgumentException("not understood: " + String.join(" ", arguments));
        } catch (IOException | GeneralSecurityException e) {
            report.line("✘ " + e);
            return 1;
        }
    }

    /** An address as a URL, which unlike a URI knows the host also where its name has an underscore. */
    static URL address(String text) {
        URI uri = URI.create(text);
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("not an https address: " + text);
        }
        URL url;
        try {
            url = uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not an https address: " + text, e);
        }
        if (url.getHost().isEmpty()) {
            throw new IllegalArgumentException("not an https address: " + text);
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            throw new IllegalArgumentException("no port from 1 to 65535: " + text);
        }
        return url;
    }

    private static Path trusted(String file) {
        try {
            return Workshop.trustStoreOf(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("--cafile " + file + ": there is no such file", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("--cafile " + file + ": " + e.getMessage(), e);
        }
    }

    private int fetch(URL address) throws IOException, GeneralSecurityException, InterruptedException {
        installProvider();
        report.title("HttpsURLConnection → " + address);
        boolean good = true;
        String verdict;
        try {
            HttpsURLConnection connection = (HttpsURLConnection) address.openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] body = in == null ? new byte[0] : in.readAllBytes();
                verdict = "status " + status + ", " + body.length + " bytes, SHA-256 " + Body.digestOf(body);
            }
            connection.disconnect();
        } catch (IOException e) {
            good = false;
            verdict = e.toString();
        }
        List<List<HandshakeEvent>> seen = recorder.take();
        report.diagrams(seen, "client", address.getHost());
        report.line((good ? "✔ " : "✘ ") + verdict);
        return good && !seen.isEmpty() ? 0 : 1;
    }

    private int allExchanges() throws IOException, GeneralSecurityException, InterruptedException {
        if (!onPath("openssl")) {
            report.line("✘ the openssl command is missing: install the package openssl");
            return 1;
        }
        liftBanOnRsaKeyTransport();
        try (Workshop workshop = Workshop.open()) {
            trust(workshop.trustStore());
            installProvider();
            report.opening(
                    "Java " + Runtime.version(),
                    "SSLContext of " + SSLContext.getDefault().getProvider().getName());
            List<Result> results = new ArrayList<>();
            for (Version version : Version.values()) {
                for (Exchange exchange : Exchange.values()) {
                    results.add(one(workshop, version, exchange, results.size() + 1));
                }
            }
            report.summary(results);
            return results.stream().allMatch(Result::good) ? 0 : 1;
        }
    }

    private Result one(Workshop workshop, Version version, Exchange exchange, int number) throws InterruptedException {
        report.title(number + "  " + version.title() + "  ·  " + exchange.client() + " → " + exchange.server());
        Optional<Outcome> outcome = Optional.empty();
        Optional<String> fault;
        try {
            Outcome had = exchange.run(workshop, version);
            outcome = Optional.of(had);
            fault = fault(had, version, workshop.body());
        } catch (Exception e) { // whatever went wrong is this exchange's result, and the next one still runs
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            fault = Optional.of(e.toString());
        }
        List<List<HandshakeEvent>> seen = recorder.take();
        report.diagrams(seen, exchange.client(), exchange.server());
        if (fault.isEmpty() && seen.isEmpty()) {
            fault = Optional.of("no handshake of Handfast was seen");
        }
        Result result = new Result(exchange.client(), exchange.server(), version, outcome, millis(seen), fault);
        report.verdict(result, workshop.body().bytes().length);
        return result;
    }

    private static Optional<String> fault(Outcome outcome, Version version, Body body) {
        if (!version.fits(outcome.protocol(), outcome.suite())) {
            return Optional.of("wanted " + version.title() + ", got " + outcome.protocol() + " " + outcome.suite());
        }
        return body.digest().equals(outcome.digest())
                ? Optional.empty()
                : Optional.of("the body has SHA-256 " + outcome.digest() + " instead of " + body.digest());
    }

    /** From the first message to the established connection, of the slowest of the connections. */
    private static double millis(List<List<HandshakeEvent>> connections) {
        return connections.stream()
                .flatMap(events -> events.stream()
                        .filter(event -> event.kind() == HandshakeEvent.Kind.ESTABLISHED)
                        .map(event -> (event.nanoTime() - events.get(0).nanoTime()) / 1e6))
                .max(Double::compare)
                .orElse(0.0);
    }

    private void installProvider() throws IOException {
        HandfastProvider provider = new HandfastProvider();
        provider.listener(recorder);
        if (Security.insertProviderAt(provider, 1) != 1) {
            throw new IOException("the provider could not be put first");
        }
    }

    private static void trust(Path store) {
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.trustStorePassword", Credential.PASSWORD);
    }

    /** Newer JDKs ban RSA key transport; this JVM alone, and this ban alone, is lifted to show it. */
    private static void liftBanOnRsaKeyTransport() {
        String disabled = Security.getProperty(DISABLED);
        Security.setProperty(
                DISABLED,
                Arrays.stream(disabled.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.equals("TLS_RSA_*"))
                        .collect(Collectors.joining(", ")));
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }
}
