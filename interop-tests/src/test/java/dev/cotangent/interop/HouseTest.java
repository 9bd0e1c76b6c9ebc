package dev.cotangent.interop;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/// The arrows of the house: what may know what.
@AnalyzeClasses(
    packages = "dev.cotangent",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseTest.OnlyTheLibrary.class})
class HouseTest {
  static class OnlyTheLibrary implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("interop");
    }
  }

  /// The supply of levels, and the kernels' caches and workers.
  private static final Set<String> MAY_CHANGE =
      Set.of(
          "dev.cotangent.trace.Trace.LEVELS",
          "dev.cotangent.kernels.Fusion.KNOWN",
          "dev.cotangent.kernels.GemmTiles.ENTRIES",
          "dev.cotangent.kernels.Parallel.WORKERS",
          "dev.cotangent.kernels.RunCopies.FAST",
          "dev.cotangent.kernels.WarmUp.WORKER");

  private static final String TAPE = "dev.cotangent.tape..";
  private static final String KERNELS = "dev.cotangent.kernels..";
  private static final String KOTLIN = "dev.cotangent.kotlin";
  private static final String IMPERATIVE = "dev.cotangent.imperative..";
  private static final String JQWIK = "dev.cotangent.jqwik..";

  @ArchTest
  static void everyModuleWasRead(JavaClasses classes) {
    Map<String, Integer> counts = new TreeMap<>();
    for (var c : classes) counts.merge(c.getPackageName(), 1, Integer::sum);
    for (var name :
        List.of(
            "",
            ".op",
            ".trace",
            ".structure",
            ".imperative",
            ".tape",
            ".kernels",
            ".kotlin",
            ".jqwik")) {
      assertTrue(counts.getOrDefault("dev.cotangent" + name, 0) > 3, name + " in " + counts);
    }
  }

  @ArchTest
  static final ArchRule TAPE_KNOWS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(TAPE)
          .should()
          .dependOnClassesThat(
              describe(
                  "are ours but not of tape",
                  c ->
                      c.getPackageName().startsWith("dev.cotangent")
                          && !c.getPackageName().startsWith("dev.cotangent.tape")));

  @ArchTest
  static final ArchRule KERNELS_KNOW_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(KERNELS)
          .should()
          .dependOnClassesThat(
              describe(
                  "are ours but not of kernels",
                  c ->
                      c.getPackageName().startsWith("dev.cotangent")
                          && !c.getPackageName().startsWith("dev.cotangent.kernels")));

  @ArchTest
  static final ArchRule KERNELS_TAKE_PRIMITIVE_ARRAYS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(KERNELS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vavr..");

  @ArchTest
  static final ArchRule THE_VECTOR_MODULE_IS_THE_KERNELS_OWN =
      noClasses()
          .that()
          .resideOutsideOfPackage(KERNELS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator..");

  @ArchTest
  static final ArchRule FUNCTIONS_RUN_ON_ANY_THREAD =
      noClasses()
          .that()
          .resideOutsideOfPackage(IMPERATIVE)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ThreadLocal")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ScopedValue");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_IMPERATIVE_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackages(IMPERATIVE, "dev.cotangent.docs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(IMPERATIVE);

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_JQWIK_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackages(JQWIK, "dev.cotangent.docs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JQWIK);

  @ArchTest
  static final ArchRule ONLY_THE_ADAPTER_KNOWS_KOTLIN =
      noClasses()
          .that()
          .resideOutsideOfPackage(KOTLIN + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kotlin..", KOTLIN + "..");

  /// Notebooks bring more; nobody else needs it.
  @ArchTest
  static final ArchRule THE_ADAPTER_NEEDS_THE_STANDARD_LIBRARY_ALONE =
      noClasses()
          .that()
          .resideInAPackage(KOTLIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kotlin.reflect.jvm..",
              "kotlin.reflect.full..",
              "kotlinx..",
              "org.jetbrains.kotlinx..");

  @ArchTest
  static final ArchRule STATIC_FIELDS_ARE_FINAL =
      fields().that().areStatic().and(notSynthetic()).should().beFinal();

  /// A final field may still hold something that changes.
  @ArchTest
  static final ArchRule NO_STATIC_STATE_BUT_WHAT_IS_NAMED =
      fields().that().areStatic().should(holdNothingThatChanges());

  private static DescribedPredicate<JavaField> notSynthetic() {
    return describe("are not synthetic", f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static ArchCondition<JavaField> holdNothingThatChanges() {
    return new ArchCondition<>("hold nothing that changes") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (changes(field.getRawType()) && !MAY_CHANGE.contains(field.getFullName())) {
          events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
        }
      }
    };
  }

  private static boolean changes(JavaClass type) {
    return type.getPackageName().startsWith("java.util.concurrent")
        || type.isAssignableTo(java.util.Collection.class) && !type.isEquivalentTo(List.class)
        || type.isAssignableTo(Map.class) && !type.isEquivalentTo(Map.class)
        || type.isEquivalentTo(StringBuilder.class);
  }

  /// Kotlin's types say by themselves what may be null.
  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    var all = new ClassFileImporter().importPackages("dev.cotangent");
    for (var c : classes) {
      if (c.getPackageName().startsWith(KOTLIN)) continue;
      var info = c.getPackageName() + ".package-info";
      assertTrue(
          all.contain(info) && all.get(info).isAnnotatedWith(NullMarked.class),
          c.getPackageName() + " is not @NullMarked");
    }
  }
}
