package dev.mediajobs.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/** Who may depend on whom. */
@AnalyzeClasses(packages = "dev.mediajobs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String JOBS = "dev.mediajobs.jobs..";
  private static final String SOCKETS = "dev.mediajobs.sockets..";
  private static final String PUSH = "dev.mediajobs.push..";
  private static final String SUBTITLES = "dev.mediajobs.subtitles..";
  private static final String SPEECH = "dev.mediajobs.speech..";
  private static final String API = "dev.mediajobs.api..";
  private static final String WORKER = "dev.mediajobs.worker..";
  private static final String SWEEPER = "dev.mediajobs.sweeper..";
  private static final String NOTIFIER = "dev.mediajobs.notifier..";
  private static final String INGEST = "dev.mediajobs.ingest..";
  private static final String LOCAL = "dev.mediajobs.local..";
  private static final String SDK = "software.amazon.awssdk..";

  @ArchTest
  static final ArchRule NO_FUNCTION_DEPENDS_ON_ANOTHER =
      slices()
          .matching("dev.mediajobs.(api|worker|sweeper|notifier|ingest)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_LOCAL_STACK =
      noClasses()
          .that()
          .resideOutsideOfPackage(LOCAL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LOCAL);

  @ArchTest
  static final ArchRule LIBRARIES_KNOW_NO_FUNCTION =
      noClasses()
          .that()
          .resideInAnyPackage(
              JOBS,
              SOCKETS,
              PUSH,
              SUBTITLES,
              SPEECH,
              "dev.mediajobs.aws..",
              "dev.mediajobs.json..",
              "dev.mediajobs.naming..",
              "dev.mediajobs.outbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(API, WORKER, SWEEPER, NOTIFIER, INGEST);

  @ArchTest
  static final ArchRule SUBTITLES_AND_SCRIPTS_KNOW_NO_AWS =
      noClasses()
          .that()
          .resideInAnyPackage(SUBTITLES, SPEECH)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SDK, "com.amazonaws..", JOBS, "dev.mediajobs.aws..");

  @ArchTest
  static final ArchRule THE_DOMAIN_KNOWS_NO_LAMBDA =
      noClasses()
          .that()
          .resideInAnyPackage(
              JOBS,
              SOCKETS,
              PUSH,
              SUBTITLES,
              SPEECH,
              "dev.mediajobs.worker.engine..",
              "dev.mediajobs.worker.media..",
              "dev.mediajobs.worker.speaking..",
              "dev.mediajobs.worker.speech..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws..");

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NO_PIPELINE =
      noClasses()
          .that()
          .resideInAPackage("dev.mediajobs.worker.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.mediajobs.worker.subtitling..",
              "dev.mediajobs.worker.speaking..",
              "dev.mediajobs.worker.speech..",
              "dev.mediajobs.worker.media..");

  @ArchTest
  static final ArchRule MEDIA_IS_A_TOOL_THAT_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("dev.mediajobs.worker.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              JOBS,
              "dev.mediajobs.worker.engine..",
              "dev.mediajobs.worker.speaking..",
              "dev.mediajobs.worker.speech..",
              "dev.mediajobs.worker.subtitling..");

  @ArchTest
  static final ArchRule SPEAKING_IS_A_TOOL_THAT_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("dev.mediajobs.worker.speech..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              JOBS,
              "dev.mediajobs.worker.engine..",
              "dev.mediajobs.worker.speaking..",
              "dev.mediajobs.worker.subtitling..");

  /**
   * The POJOs of the events library take 200 ms to load, which every cold start of the API would
   * pay.
   */
  @ArchTest
  static final ArchRule THE_API_LOADS_NO_EVENT_TYPES =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws.services.lambda.runtime.events..");

  @ArchTest
  static final ArchRule ONLY_ONE_PLACE_READS_THE_PROCESS_ENVIRONMENT =
      noClasses()
          .that()
          .resideOutsideOfPackage(LOCAL)
          .and()
          .haveSimpleNameNotEndingWith("Handler")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule TIME_COMES_FROM_A_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              JOBS,
              SOCKETS,
              PUSH,
              API,
              SWEEPER,
              NOTIFIER,
              INGEST,
              "dev.mediajobs.worker.engine..",
              "dev.mediajobs.worker.speaking..",
              "dev.mediajobs.worker.speech..",
              "dev.mediajobs.worker.subtitling..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule PACKAGES_OF_A_FUNCTION_FORM_NO_CYCLE =
      slices().matching("dev.mediajobs.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHAT_LIVES_THERE =
      classes()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package whose package-info is @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
