package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.testing.Program;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A missing intermediate is fetched where its certificate says, if that is allowed; and named if not (RFC 5280 §4.2.2.1). */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FetchedIssuerTest {
    @ParameterizedTest
    @CsvSource({"true, " + FetchedIssuer.ACCEPTED, "false, " + FetchedIssuer.REFUSED})
    void fetchedOnlyWhereAllowed(boolean allowed, int outcome) throws Exception {
        Program program = Program.run(
                List.of(
                        "-Dcom.sun.security.enableAIAcaIssuers=" + allowed,
                        // Newer JDKs also want to know where certificates may be fetched from.
                        "-Dcom.sun.security.allowedAIALocations=any"),
                FetchedIssuer.class);
        assertEquals(outcome, program.exit(), program.said());
    }
}
