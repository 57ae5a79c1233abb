package org.octane;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom, and why. */
@AnalyzeClasses(packages = "org.octane", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PLAN_IS_PURE = classes()
            .that()
            .resideInAPackage("org.octane.plan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.octane.plan..", "org.octane.failure", "com.fasterxml.jackson..", "java..")
            .because("a plan has to be computable and testable without a cloud, a database or a broker");

    @ArchTest
    static final ArchRule CONTRACT_OF_A_STEP_NEEDS_NOBODY = classes()
            .that()
            .resideInAPackage("org.octane.step")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.octane.step", "org.octane.plan", "org.octane.failure", "org.slf4j", "java..")
            .because("whoever runs a step and whoever writes one share these few records and nothing else");

    @ArchTest
    static final ArchRule NAILGUN_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("org.octane.nailgun..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.octane.engine..",
                    "org.octane.astute..",
                    "org.octane.node..",
                    "org.octane.preflight..",
                    "org.octane.security..",
                    "org.octane.server..",
                    "org.octane.step..")
            .because("the Nailgun database is a domain of its own, used without any upgrade too");

    @ArchTest
    static final ArchRule WHAT_ALL_USE_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAnyPackage("org.octane.json", "org.octane.sql", "org.octane.failure")
            .should()
            .dependOnClassesThat(resideInAPackage("org.octane..")
                    .and(resideOutsideOfPackages("org.octane.json", "org.octane.sql", "org.octane.failure")))
            .because("every room reads SQL and JSON by them, and names failures");

    @ArchTest
    static final ArchRule CASTS_ALONE_DEPLOY = noClasses()
            .that()
            .resideOutsideOfPackages("org.octane.nailgun..", "org.octane.astute..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.octane.nailgun.deployment..")
            .because("a task of Nailgun is started and ended with the cast that carries it out, and by nobody else");

    @ArchTest
    static final ArchRule NAILGUNS_ROOMS_ARE_ITS_OWN = noClasses()
            .that()
            .resideOutsideOfPackage("org.octane.nailgun..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.octane.nailgun.admin..",
                    "org.octane.nailgun.assign..",
                    "org.octane.nailgun.clone..",
                    "org.octane.nailgun.disk..",
                    "org.octane.nailgun.network..",
                    "org.octane.nailgun.read..",
                    "org.octane.nailgun.release..",
                    "org.octane.nailgun.rows..",
                    "org.octane.nailgun.version..")
            .because("others use the interfaces of org.octane.nailgun and the records they speak in,"
                    + " so that a table can change without them");

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_STEP = noClasses()
            .that()
            .resideInAPackage("org.octane.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.octane.step.*..",
                    "org.octane.nailgun..",
                    "org.octane.astute..",
                    "org.octane.node..",
                    "org.octane.preflight..",
                    "org.octane.api..")
            .because("whoever adds a step adds a block in its stage's file and a script, and leaves the engine as it"
                    + " is");

    @ArchTest
    static final ArchRule PREFLIGHT_ONLY_LOOKS = noClasses()
            .that()
            .resideInAPackage("org.octane.preflight..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.octane.api..", "org.octane.astute..", "org.octane.engine..", "org.octane.step.*..")
            .because("a cloud is looked at before there is an upgrade, by whoever asks, and nothing of it is changed");

    @ArchTest
    static final ArchRule STEPS_KNOW_NO_ENGINE = noClasses()
            .that()
            .resideInAnyPackage("org.octane.step..", "org.octane.astute..", "org.octane.node..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.octane.engine..", "org.octane.api..")
            .because("a step is run by whoever has its route, the engine or a test");

    @ArchTest
    static final ArchRule CLI_SPEAKS_REST = noClasses()
            .that()
            .resideInAPackage("org.octane.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.octane.astute..",
                    "org.octane.broker..",
                    "org.octane.engine..",
                    "org.octane.nailgun..",
                    "org.octane.node..",
                    "org.octane.plan..",
                    "org.octane.preflight..",
                    "org.octane.step..",
                    "org.octane.world..",
                    "org.apache.camel..",
                    "org.springframework..")
            .because("the command line is one client of the contract among others, and has to start fast");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_THE_WORLD = noClasses()
            .that()
            .resideOutsideOfPackage("org.octane.world..")
            .and()
            .doNotHaveFullyQualifiedName("org.octane.Octane")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.octane.world..")
            .because("the simulated cloud is a process of its own; only the launcher starts it");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("org.octane.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other can only be understood, tested and changed together");

    @ArchTest
    static final ArchRule ONLY_THE_LAUNCHER_NEEDS_THE_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("org.octane.server..")
            .and()
            .doNotHaveFullyQualifiedName("org.octane.Octane")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.octane.server..")
            .because("the server is made of the other packages, which have to work and be tested without it");

    @ArchTest
    static final ArchRule PARTS_ARE_MADE_BY_CONSTRUCTORS = noClasses()
            .that()
            .resideOutsideOfPackages("org.octane.server..", "org.octane.world..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel.main..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.camel.spi.Registry")
            .because("a part gets what it needs from who makes it; names in Camel's registry are for routes");

    @ArchTest
    static final ArchRule SETTINGS_ARE_READ_ONCE = noClasses()
            .that()
            .resideInAPackage("org.octane.server.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.octane.server", "org.octane.nailgun..", "org.octane.preflight..", "org.octane.api..")
            .because("settings are checked before anything is opened, and know nobody who works with them");

    @ArchTest
    static final ArchRule BROKER_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("org.octane.broker..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.octane..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("org.octane.broker.."))))
            .because("Octane's own queues and the simulated cloud use the same broker");

    @ArchTest
    static final ArchRule SECURITY_KNOWS_ONLY_TEXTS = noClasses()
            .that()
            .resideInAPackage("org.octane.security..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.octane..")
                    .and(DescribedPredicate.not(
                            JavaClass.Predicates.resideInAnyPackage("org.octane.security..", "org.octane.step"))))
            .because("secrets are hidden in texts of every part, and whoever has secrets hands them over");

    @ArchTest
    static final ArchRule NO_VAGUE_NAMES = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .because("a name says what a class is for");
}
