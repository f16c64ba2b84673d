package io.mainspring.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
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

    private static void aggregatesArePure(JavaClasses service) {
        noClasses()
                .that(
                        new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                                "are aggregates") {
                            @Override
                            public boolean test(JavaClass type) {
                                return type.getFields().stream()
                                        .anyMatch(f ->
                                                f.isAnnotatedWith(
                                                        "org.axonframework.modelling.command.AggregateIdentifier"));
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
