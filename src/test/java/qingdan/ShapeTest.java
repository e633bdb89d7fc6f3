package qingdan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import org.junit.jupiter.api.Test;

import qingdan.shared.Idempotent;
import qingdan.shared.IdempotentItems;

/** The shape that the code keeps. */
class ShapeTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("qingdan");

  @Test
  void packagesFormNoCycle() {
    slices().matching("qingdan.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void theGrammarKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("qingdan.shared..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "qingdan.access..",
            "qingdan.change..",
            "qingdan.unit..",
            "qingdan.campaign..",
            "qingdan.problem..")
        .check(CODE);
  }

  @Test
  void resourcesArePackagePrivate() {
    classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate().check(CODE);
  }

  @Test
  void everyResourceSaysWhoMayCome() {
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .beAnnotatedWith(Authenticated.class)
        .orShould()
        .beAnnotatedWith(PermitAll.class)
        .check(CODE);
  }

  @Test
  void everyPostOfALoggedInCallerMayBeSentAgain() {
    methods()
        .that()
        .areAnnotatedWith(jakarta.ws.rs.POST.class)
        .and()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Authenticated.class)
        .should()
        .beAnnotatedWith(Idempotent.class)
        .orShould()
        .beAnnotatedWith(IdempotentItems.class)
        .check(CODE);
  }
}
