package io.mainspring.ocpp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses PRODUCTION =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.mainspring.ocpp");

    @Test
    void theProtocolNeedsTheJdkJacksonAndJSpecifyOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.mainspring.ocpp..",
                        "java..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify.annotations..")
                .check(PRODUCTION);
    }

    @Test
    void theCatalogueKnowsNeitherCodecNorFrames() {
        classes()
                .that()
                .resideInAPackage("io.mainspring.ocpp.v16..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.mainspring.ocpp.v16..",
                        "java..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify.annotations..")
                .check(PRODUCTION);
    }

    @Test
    void codecFrameAndCatalogueFormNoCycle() {
        slices().matching("io.mainspring.ocpp.(*)..").should().beFreeOfCycles().check(PRODUCTION);
    }
}
