package io.handfast.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.handfast.HandfastProvider;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and each rule bites where it is broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {
    private static final String HOUSE = "io.handfast";
    private static final String OFFENCES = "io.handfast.houserules.offences";
    private static final Path MAIN_SOURCES = Path.of("src", "main", "java");

    // Without the classes for newer JDKs, which have the names of others: one of the two would win by chance.
    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(place -> !place.contains("/META-INF/versions/"))
            .importPath(placeOf(HandfastProvider.class));
    private final JavaClasses tests = new ClassFileImporter()
            .importPath(placeOf(HouseRulesTest.class))
            .that(describe(
                    "are tests", (JavaClass type) -> !type.getPackageName().startsWith(OFFENCES)));
    private final JavaClasses offences = new ClassFileImporter().importPackages(OFFENCES);

    /** A rule with a class among the offences that breaks it. */
    enum Rule {
        PLAN_IS_KEPT(Floors::planIsKept, "wire.EntersTheHandshake", "parlour.RoomOutsideThePlan"),
        NO_CYCLES(Floors::noCycles, "handshake.client.KnowsItsVersion", "handshake.client.tls13.KnowsItsFork"),
        NETWORK_STAYS_AT_THE_TOP(
                Fences::networkStaysAtTheTop, "wire.UsesByteBuffer", "record.OpensSocket", "config.KnowsJsse"),
        ASN1_STAYS_IN_X509(Fences::asn1StaysInX509, "crypto.signature.ReadsAsn1"),
        PRIMITIVES_STAY_IN_CRYPTO(Fences::primitivesStayInCrypto, "x509.HashesByItself"),
        LOOK_UPS_ONLY_IN_JCA(Fences::lookUpsOnlyInJca, "crypto.aead.LooksUpCipher"),
        PROPERTIES_ONLY_IN_SYSTEM_PROPERTIES(Fences::propertiesOnlyInSystemProperties, "config.ReadsProperty"),
        NOTHING_SLEEPS(Fences::nothingSleeps, "session.Sleeps"),
        CONSOLE_IS_LEFT_ALONE(Fences::consoleIsLeftAlone, "trace.Prints"),
        NO_SYNCHRONIZED_METHODS(Fences::noSynchronizedMethods, "session.Synchronizes"),
        VERSIONS_ARE_APART(Fences::versionsAreApart, "handshake.client.tls13.KnowsTls12"),
        ROLES_ARE_APART(Fences::rolesAreApart, "handshake.client.KnowsServer"),
        NAMES_MEAN_SOMETHING(Fences::namesMeanSomething, "message.MessageUtils", "session.SessionManager"),
        NO_GET_PREFIX_IN_THE_CORE(Fences::noGetPrefixInTheCore, "suite.HasGetter"),
        EQUALS_LOOKS_AT_EVERY_COMPONENT(Fences::equalsLooksAtEveryComponent, "config.ForgetsAComponent");

        private final Function<String, ArchRule> rule;
        private final List<String> offenders;

        Rule(Function<String, ArchRule> rule, String... offenders) {
            this.rule = rule;
            this.offenders = List.of(offenders);
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void theHouseKeepsTheRule(Rule rule) {
        rule.rule.apply(HOUSE).check(house);
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void theRuleFindsItsOffendersAndNobodyElse(Rule rule) {
        String report = String.join(
                "\n",
                rule.rule.apply(OFFENCES).evaluate(offences).getFailureReport().getDetails());
        for (String offender : rule.offenders) {
            assertTrue(report.contains(OFFENCES + "." + offender), offender + " was not found out:\n" + report);
        }
        assertTrue(!report.contains("Innocent"), report);
    }

    @Test
    void noTestSleeps() {
        Fences.nothingSleeps(HOUSE).check(tests);
    }

    static Stream<Arguments> sourceRules() {
        return Stream.of(
                source("too long", SourceRules::tooLong, "line\n".repeat(SourceRules.LONGEST_FILE + 1), "line\n"),
                source(
                        "synchronized",
                        SourceRules::synchronizedBlocks,
                        "void f() { synchronized (this) { g(); } }",
                        "/* not synchronized */ String s = \"synchronized\"; // synchronized"),
                source(
                        "empty catch",
                        SourceRules::emptyCatches,
                        "try { f(); } catch (IOException e) {\n}",
                        "try { f(); } catch (IOException e) {\n g(e); }"),
                source("unfinished", SourceRules::unfinished, "// TO" + "DO: more", "// TODOS are counted elsewhere"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sourceRules")
    void theSourcesKeepTheRule(String name, Function<Map<String, String>, List<String>> rule, String bad, String good) {
        assertEquals(
                List.of("F.java"),
                rule.apply(Map.of("F.java", bad)).stream()
                        .map(HouseRulesTest::path)
                        .toList());
        assertEquals(List.of(), rule.apply(Map.of("F.java", good)));
        assertEquals(List.of(), rule.apply(SourceRules.read(MAIN_SOURCES)), name);
    }

    @Test
    void eachRoomHasASignAtTheDoor() {
        String sign = "/** A room. */\n@NullMarked\npackage a;";
        assertEquals(1, SourceRules.roomsWithoutSign(Map.of("a/F.java", "")).size());
        assertEquals(
                1,
                SourceRules.roomsWithoutSign(Map.of("a/package-info.java", "@NullMarked package a;"))
                        .size());
        assertEquals(
                1,
                SourceRules.roomsWithoutSign(Map.of("a/package-info.java", "/** @NullMarked */ package a;"))
                        .size());
        assertEquals(List.of(), SourceRules.roomsWithoutSign(Map.of("a/F.java", "", "a/package-info.java", sign)));
        assertEquals(List.of(), SourceRules.roomsWithoutSign(SourceRules.read(MAIN_SOURCES)));
    }

    @Test
    void eachLongerFileStillIs() {
        Map<String, String> sources = SourceRules.read(MAIN_SOURCES);
        assertEquals(
                List.of(),
                SourceRules.LONGER_FILES.stream()
                        .filter(file -> sources.getOrDefault(file, "").lines().count() <= SourceRules.LONGEST_FILE)
                        .toList(),
                "no longer an exception");
    }

    private static Arguments source(
            String name, Function<Map<String, String>, List<String>> rule, String bad, String good) {
        return Arguments.of(name, rule, bad, good);
    }

    private static String path(String offence) {
        return Arrays.stream(offence.split(" ", -1)).findFirst().orElseThrow();
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
