package io.handfast.bench.timing;

import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** {@code ./handfast bench timing}: all experiments, a table, and the same as a page of the documentation. */
public final class TimingCommand {
    private static final long SEED = 20260901;
    private static final int WARM_UP = 40_000;
    private static final int SERVERS_KEY = 2048;

    /** The same code with less arithmetic around it, so that smaller differences show. */
    private static final int SMALL_KEY = 512;

    private final PrintStream out;
    private final List<Finding> leaky = new ArrayList<>();
    private final List<Finding> ours = new ArrayList<>();

    public TimingCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the experiments whose line contains the pattern.
     *
     * @param quick a tenth of the measurements, and no page
     * @param page where the findings go as a page of the documentation
     * @return 0 when the leaky twins that were measured were found out and nothing of ours was; 1 otherwise; 2 when the pattern
     *     fits nothing
     */
    public int run(boolean quick, String pattern, Path page) throws GeneralSecurityException, IOException {
        int records = quick ? 30_000 : 100_000;
        int secrets = quick ? 3_000 : 8_000;
        out.printf(
                "Welch's t, two classes in random order, seed %d; |t| above %.1f is a leak%n%n",
                SEED, Experiment.THRESHOLD);
        Random random = new Random(SEED);
        CbcKeys known = CbcKeys.draw(spec(ProtocolVersion.TLS12, "TLS_RSA_WITH_AES_128_CBC_SHA"), random);
        Experiment twins = new Experiment(Math.min(records, 40_000), WARM_UP, SEED);
        for (CbcClasses classes : CbcClasses.values()) {
            measure(twins, new LeakyCbcSubject(known, classes), pattern, leaky);
        }
        Experiment opening = new Experiment(records, WARM_UP, SEED);
        for (CipherSpec spec : specs()) {
            CbcKeys keys = CbcKeys.draw(spec, random);
            for (CbcClasses classes : CbcClasses.values()) {
                measure(opening, new CbcSubject(keys, classes), pattern, ours);
            }
        }
        premasters(SERVERS_KEY, new Experiment(secrets, Math.max(1000, secrets / 10), SEED), pattern);
        premasters(SMALL_KEY, new Experiment(records / 4, 5000, SEED), pattern);
        if (leaky.isEmpty() && ours.isEmpty()) {
            out.println("no experiment matches " + pattern);
            return 2;
        }
        boolean found = leaky.stream().allMatch(Finding::leaks);
        boolean quiet = ours.stream().noneMatch(Finding::leaks);
        out.println();
        if (leaky.isEmpty()) {
            out.println("No twin that leaks on purpose was measured: nothing shows that this finds what is there.");
        } else {
            out.println(
                    found
                            ? "Every twin that leaks on purpose was found out."
                            : "A twin that leaks on purpose was NOT found out: the measurement is worth nothing.");
        }
        if (!ours.isEmpty()) {
            out.println(quiet ? "Nothing of ours was found to leak." : "Something of ours was found to LEAK.");
        }
        if (!quick && pattern.isEmpty()) {
            Files.writeString(page, TimingPage.of(leaky, ours, SEED));
            out.println("Written: " + page);
        }
        return found && quiet ? 0 : 1;
    }

    private void premasters(int bits, Experiment experiment, String pattern) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        measure(experiment, new LeakyPremasterSubject(bits, pair, PremasterClasses.BLOCK_TYPE), pattern, leaky);
        for (PremasterClasses classes : PremasterClasses.values()) {
            measure(experiment, new PremasterSubject(bits, pair, classes), pattern, ours);
        }
    }

    private <I> void measure(Experiment experiment, Subject<I> subject, String pattern, List<Finding> findings) {
        String line = subject.name() + ": " + subject.className(0) + " / " + subject.className(1);
        if (!line.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT))) {
            return;
        }
        Finding finding = experiment.run(subject);
        findings.add(finding);
        out.printf(
                Locale.ROOT,
                "|t| %7.2f %s  %s  (%d of %.1f µs; %+.1f ns; %.1f ns would show)%n",
                finding.largestT(),
                finding.leaks() ? "LEAK" : "    ",
                line,
                finding.measurements(),
                finding.mean() / 1000,
                finding.difference(),
                finding.detectable());
    }

    /** Each hash and each cipher in TLS 1.2, and each version with the suites it has. */
    static List<CipherSpec> specs() {
        List<CipherSpec> specs = new ArrayList<>();
        for (ProtocolVersion version : List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS11, ProtocolVersion.TLS10)) {
            specs.add(spec(version, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));
            specs.add(spec(version, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"));
        }
        specs.add(spec(ProtocolVersion.TLS12, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"));
        specs.add(spec(ProtocolVersion.TLS12, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"));
        return specs;
    }

    private static CipherSpec spec(ProtocolVersion version, String suite) {
        return new CipherSpec(
                version, (CipherSuite12) CipherSuites.byName(suite).orElseThrow(), false);
    }
}
