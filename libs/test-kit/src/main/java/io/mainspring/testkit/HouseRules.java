package io.mainspring.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The architecture of every service, checked: see CONTRIBUTING.md for the reasons. */
public final class HouseRules {

    private static final String BANNED_SUFFIXES =
            ".*(Impl|Manager|Helper|Utils?|Constants|Dto|Data|Processor)";

    private HouseRules() {}

    /**
     * Checks all rules on a service.
     *
     * @param root the service's root package, such as {@code io.mainspring.transaction}
     */
    public static void hold(String root) {
        var service =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root);
        noCycles(root, service);
        springBeansAreHidden(service);
        aggregatesArePure(service);
        onlyPublicationSends(service);
        snapshotsAreReadBack(root, service);
        noBannedSuffix(service);
        noFieldInjection(service);
        everyPackageIsNullMarked(service);
    }

    private static void noCycles(String root, JavaClasses service) {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(service);
    }

    private static void springBeansAreHidden(JavaClasses service) {
        classes()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .or()
                .haveSimpleNameEndingWith("Requests")
                .or()
                .haveSimpleNameEndingWith("Outcomes")
                .or()
                .areAnnotatedWith("org.springframework.context.annotation.Configuration")
                .or()
                .areAssignableTo("io.mainspring.kit.eventsourcing.EventFollower")
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(service);
    }

    /**
     * Checks that a package decides or computes, and nothing else: no framework, no I/O, no clock, no chance.
     *
     * @param root the service's root package
     * @param pattern of the package, such as {@code ..schedule}
     */
    public static void isPure(String root, String pattern) {
        noClasses()
                .that()
                .resideInAPackage(pattern)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.axonframework..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages(root));
    }

    /** What others are told of comes from stored events; answers and calls go through the kit. */
    private static void onlyPublicationSends(JavaClasses service) {
        noClasses()
                .that()
                .resideOutsideOfPackage("..publication")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.kafka.core.KafkaTemplate")
                .check(service);
    }

    private static void aggregatesArePure(JavaClasses service) {
        noClasses()
                .that(
                        new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                                "are aggregates") {
                            @Override
                            public boolean test(JavaClass type) {
                                return isAggregate(type);
                            }
                        })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .allowEmptyShould(true)
                .check(service);
    }

    /**
     * A snapshot is read into the fields of an aggregate and of what it is made of. Final ones stay
     * as the constructor made them, without a word: the aggregate would have forgotten them.
     */
    private static void snapshotsAreReadBack(String root, JavaClasses service) {
        var parts = new HashSet<JavaClass>();
        for (var type : service) {
            for (var method : type.getCodeUnits()) {
                boolean declares =
                        method.getMethodCallsFromSelf().stream()
                                .map(call -> call.getTarget())
                                .anyMatch(target ->
                                        target.getName().equals("aggregate")
                                                && target.getRawParameterTypes().size() == 2);
                if (declares) {
                    method.getReferencedClassObjects().stream()
                            .map(reference -> reference.getRawType())
                            .filter(HouseRules::isAggregate)
                            .forEach(aggregate -> addParts(root, aggregate, parts));
                }
            }
        }
        var kept = parts.stream().map(JavaClass::getName).toList();
        noFields()
                .that()
                .areDeclaredInClassesThat(
                        new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                                "are parts of a snapshot") {
                            @Override
                            public boolean test(JavaClass type) {
                                return kept.contains(type.getName());
                            }
                        })
                .and()
                .areNotStatic()
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .check(service);
    }

    /** Records are read by their constructors. */
    private static void addParts(String root, JavaClass type, Set<JavaClass> parts) {
        if (type.getPackageName().startsWith(root)
                && !type.isRecord()
                && !type.isEnum()
                && !type.isInterface()
                && parts.add(type)) {
            type.getFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                    .forEach(part -> addParts(root, part, parts));
        }
    }

    private static boolean isAggregate(JavaClass type) {
        return type.getFields().stream()
                .anyMatch(f ->
                        f.isAnnotatedWith(
                                "org.axonframework.modelling.command.AggregateIdentifier"));
    }

    private static void noBannedSuffix(JavaClasses service) {
        noClasses().should().haveNameMatching(BANNED_SUFFIXES).check(service);
    }

    private static void noFieldInjection(JavaClasses service) {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .allowEmptyShould(true)
                .check(service);
        fields().should().notHaveRawType(Optional.class).allowEmptyShould(true).check(service);
    }

    private static void everyPackageIsNullMarked(JavaClasses service) {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should(
                        new ArchCondition<JavaClass>("be in a @NullMarked package") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                boolean marked =
                                        type.getPackage()
                                                .isAnnotatedWith(
                                                        "org.jspecify.annotations.NullMarked");
                                if (!marked) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    type, type.getName() + " is not"));
                                }
                            }
                        })
                .check(service);
    }
}
