package io.handfast.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fences: what only some rooms may touch, and what none may. */
final class Fences {
    private static final Set<String> LOOK_UPS = Set.of(
            "java.security.AlgorithmParameters",
            "java.security.KeyFactory",
            "java.security.KeyPairGenerator",
            "java.security.MessageDigest",
            "java.security.Signature",
            "java.security.cert.CertificateFactory",
            "javax.crypto.Cipher",
            "javax.crypto.KDF",
            "javax.crypto.KEM",
            "javax.crypto.KeyAgreement",
            "javax.crypto.KeyGenerator",
            "javax.crypto.Mac",
            "javax.crypto.SecretKeyFactory");

    private static final Set<String> PROPERTY_READERS = Set.of(
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.System.getenv",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong",
            "java.security.Security.getProperty");

    /** Words that say nothing about what a type is. */
    private static final Pattern EMPTY_WORDS = Pattern.compile("(Utils?|Helper|Impl|Info|Data|Handler)(?=[A-Z0-9]|$)");

    private static final Pattern MANAGER = Pattern.compile("Manager(?=[A-Z0-9]|$)");

    /** The RFC's own names win over the words we do not use: RFC 8446 §4.2.10 and §5.1, RFC 5746 §3.2. */
    private static final Pattern NAMES_OF_THE_RFC = Pattern.compile("EarlyData|ApplicationData|RenegotiationInfo");

    private Fences() {}

    /** Buffers, sockets and the JSSE API are known to the adapters alone. */
    static ArchRule networkStaysAtTheTop(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(root, root + ".jsse.."))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..")
                        .or(describe("are ByteBuffer", type -> type.isEquivalentTo(ByteBuffer.class))))
                .allowEmptyShould(true);
    }

    /** Bouncy Castle's ASN.1 is for the certificates' room. */
    static ArchRule asn1StaysInX509(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAPackage(root + ".x509.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.asn1..", "org.bouncycastle.cert..", "org.bouncycastle.x509..")
                .allowEmptyShould(true);
    }

    /** All else of Bouncy Castle is for the cryptographic rooms. */
    static ArchRule primitivesStayInCrypto(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAPackage(root + ".crypto.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("org.bouncycastle..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "org.bouncycastle.asn1..", "org.bouncycastle.cert..", "org.bouncycastle.x509.."))))
                .allowEmptyShould(true);
    }

    /** Algorithms are looked up in one place, which knows the choice of providers. */
    static ArchRule lookUpsOnlyInJca(String root) {
        return noClasses()
                .that(outside(root + ".crypto.Jca", root))
                .should()
                .accessTargetWhere(target(
                        "is an algorithm look-up",
                        access -> access.getName().equals("getInstance")
                                && LOOK_UPS.contains(access.getOwner().getName())));
    }

    /** Properties are read in one place, where each has its documentation and its default. */
    static ArchRule propertiesOnlyInSystemProperties(String root) {
        return noClasses()
                .that(outside(root + ".config.SystemProperties", root))
                .should()
                .accessTargetWhere(target(
                        "reads a property",
                        access -> PROPERTY_READERS.contains(access.getOwner().getName() + "." + access.getName())));
    }

    /** Nothing waits by the clock. */
    static ArchRule nothingSleeps(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .accessTargetWhere(target(
                        "sleeps",
                        access -> access.getName().equals("sleep")
                                && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                                        .contains(access.getOwner().getName())));
    }

    /** A library does not write to its user's console. */
    static ArchRule consoleIsLeftAlone(String root) {
        return noClasses().that().resideInAPackage(root + "..").should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
    }

    /** A monitor pins the carrier of a virtual thread (JDK 21 to 23): ReentrantLock instead. Blocks are found in the source. */
    static ArchRule noSynchronizedMethods(String root) {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .allowEmptyShould(true);
    }

    /** TLS 1.3 and TLS 1.2 are two protocols: neither imports the other. */
    static ArchRule versionsAreApart(String root) {
        return classes().that().resideInAPackage(root + "..").should(notKnow("tls12", "tls13"));
    }

    /** Client and server are two programs: neither imports the other. */
    static ArchRule rolesAreApart(String root) {
        return classes().that().resideInAPackage(root + "..").should(notKnow("client", "server"));
    }

    /** A name says what the thing is; JSSE's managers keep their name. */
    static ArchRule namesMeanSomething(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(condition("have a name that says what they are", type -> {
                    String name = NAMES_OF_THE_RFC.matcher(type.getSimpleName()).replaceAll("");
                    boolean jsse = type.getPackageName().startsWith(root + ".jsse");
                    return EMPTY_WORDS.matcher(name).find()
                            || (!jsse && MANAGER.matcher(name).find());
                }));
    }

    /** Values are asked by their name, not fetched. JSSE and overridden methods are not ours to name. */
    static ArchRule noGetPrefixInTheCore(String root) {
        DescribedPredicate<JavaMethod> ours = describe(
                "are the core's own",
                method -> !method.getOwner().getPackageName().startsWith(root + ".jsse")
                        && !method.getOwner().getPackageName().equals(root)
                        && method.getOwner().getPackageName().startsWith(root)
                        && !overrides(method));
        return noMethods().that(ours).should().haveNameMatching("get[A-Z].*").allowEmptyShould(true);
    }

    /** An {@code equals} that was written out goes stale when a component is added; those of caches must not. */
    static ArchRule equalsLooksAtEveryComponent(String root) {
        return methods()
                .that(describe(
                        "are the written equals of records",
                        method -> method.getOwner().isRecord()
                                && method.getFullName().endsWith(".equals(" + Object.class.getName() + ")")
                                && !method.getAccessesFromSelf().isEmpty()))
                .should(lookAtEveryComponent())
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaMethod> lookAtEveryComponent() {
        return new ArchCondition<>("look at every component") {
            @Override
            public void check(JavaMethod item, ConditionEvents events) {
                Set<String> seen = item.getFieldAccesses().stream()
                        .map(access -> access.getTarget().getName())
                        .collect(Collectors.toSet());
                item.getOwner().getFields().stream()
                        .filter(field ->
                                !field.getModifiers().contains(JavaModifier.STATIC) && !seen.contains(field.getName()))
                        .forEach(field -> events.add(SimpleConditionEvent.violated(
                                item, item.getFullName() + " does not look at " + field.getName())));
            }
        };
    }

    private static boolean overrides(JavaMethod method) {
        String[] parameters =
                method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .anyMatch(
                        type -> type.tryGetMethod(method.getName(), parameters).isPresent());
    }

    private static DescribedPredicate<JavaClass> outside(String name, String root) {
        return describe(
                "are not " + name,
                type -> type.getPackageName().startsWith(root)
                        && !type.getName().equals(name)
                        && !type.getName().startsWith(name + "$"));
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<AccessTarget> predicate) {
        return describe(description, access -> predicate.test(access.getTarget()));
    }

    private static ArchCondition<JavaClass> notKnow(String one, String other) {
        return new ArchCondition<>("keep " + one + " and " + other + " apart") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> crosses(item, dependency.getTargetClass(), one, other)
                                || crosses(item, dependency.getTargetClass(), other, one))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
            }
        };
    }

    private static boolean crosses(JavaClass from, JavaClass to, String fromPart, String toPart) {
        return hasPart(from, fromPart) && hasPart(to.getBaseComponentType(), toPart);
    }

    private static boolean hasPart(JavaClass type, String part) {
        return Arrays.asList(type.getPackageName().split("\\.", -1)).contains(part);
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> offends) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (offends.test(item)) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " does not " + description));
                }
            }
        };
    }
}
