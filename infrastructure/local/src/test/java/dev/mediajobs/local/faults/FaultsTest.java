package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.worker.Recordings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Nothing is lost, doubled or kept, whichever call of whichever function goes wrong, and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

  private static final int AT_ONCE = 8;

  /** So many calls of each kind that only reads meet trouble; of those that write, all do. */
  private static final int MOST_READS = 3;

  /**
   * Of the troubles that a course can meet every fourth is played; with {@code
   * -Dmediajobs.faults.every=1} all are.
   */
  private static final int EVERY = Integer.getInteger("mediajobs.faults.every", 4);

  private static final Site UPLOAD_OF_A_PART = new Site("worker", "S3", "UploadPart");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService lives = Executors.newFixedThreadPool(AT_ONCE);
  private Grounds grounds;
  private byte[] recording;
  private byte[] longRecording;
  private final Course wholeLife =
      new Course(Life::withRefusals, life -> WholeLife.in(life, recording));
  private final Course soundInParts =
      new Course(Life::withoutRefusals, life -> SoundInParts.in(life, longRecording));
  private Undisturbed undisturbedWholeLife = new Undisturbed(Map.of(), 0);

  @BeforeAll
  void start() throws Exception {
    recording = Recordings.tone("2");
    longRecording = Recordings.soundInTwoParts();
    grounds = Grounds.open();
    undisturbedWholeLife = undisturbed(wholeLife);
  }

  @AfterAll
  void stop() {
    lives.shutdownNow();
    grounds.close();
    http.close();
  }

  /** Begins a life in which a script decides about every call. */
  @FunctionalInterface
  private interface Beginning {
    Life of(Grounds grounds, Script script, HttpClient http) throws Exception;
  }

  /** What jobs and people go through. */
  @FunctionalInterface
  private interface Events {
    void in(Life life) throws Exception;
  }

  /** How jobs and people live. */
  private record Course(Beginning beginning, Events events) {

    /** The same, with a trouble that there always is. */
    Course with(Site site, Trouble trouble) {
      return new Course(
          (grounds, script, http) ->
              beginning.of(grounds, new Both(new Strike(site, 1, trouble), script), http),
          events);
    }
  }

  /**
   * What a course asks of AWS when nothing goes wrong.
   *
   * @param sites how many calls of each kind
   * @param attempts how many times workers begin jobs
   */
  private record Undisturbed(Map<Site, Long> sites, int attempts) {}

  /**
   * When a trouble is met.
   *
   * @param occurrence the how-manieth call of the site meets it, from 1
   */
  private record Moment(Site site, int occurrence, Trouble trouble) {}

  @TestFactory
  Stream<DynamicTest> nothingIsLostWhenACallIs() {
    return troubled(wholeLife, undisturbedWholeLife).stream();
  }

  @TestFactory
  Stream<DynamicTest> nothingIsLeftOfWhatWasGivenUpWhenACallIs() throws Exception {
    return troubled(
        new Course(Life::withRefusals, life -> Errands.in(life, recording)),
        site -> !undisturbedWholeLife.sites().containsKey(site));
  }

  @TestFactory
  Stream<DynamicTest> nothingIsLeftOfWhatIsOverWhenACallIs() throws Exception {
    return troubled(
        new Course(Life::withRefusals, life -> Expiry.in(life, recording)),
        site -> site.caller().equals("notifier"));
  }

  @TestFactory
  Stream<DynamicTest> noUploadInPartsIsLostWhenACallIs() throws Exception {
    Site completion = new Site("api", "S3", "CompleteMultipartUpload");
    return troubled(new Course(Life::withRefusals, UploadInParts::in), completion::equals);
  }

  @TestFactory
  Stream<DynamicTest> noSoundInPartsIsLostWhenACallIs() throws Exception {
    Set<Site> calls = Set.of(ofSound("Create"), UPLOAD_OF_A_PART, ofSound("Complete"));
    return troubled(soundInParts, calls::contains);
  }

  @TestFactory
  Stream<DynamicTest> noSoundInPartsIsLostWhenACallIsThatTakesThePartsBack() throws Exception {
    return troubled(
        soundInParts.with(UPLOAD_OF_A_PART, Trouble.ANSWERS_LOST), ofSound("Abort")::equals);
  }

  private static Site ofSound(String operation) {
    return new Site("worker", "S3", operation + "MultipartUpload");
  }

  @Test
  void nothingIsLostWhenTheIndexLagsBehindByAWholeSweep() throws Exception {
    LaggingIndex index = new LaggingIndex();
    try (Life life = Life.withRefusals(grounds, index, http)) {
      WholeLife.in(life, recording);
    }
    assertThat(index.outdated()).isPositive();
  }

  /** The same at the calls of some kinds. */
  private Stream<DynamicTest> troubled(Course course, Predicate<Site> chosen) throws Exception {
    Undisturbed undisturbed = undisturbed(course);
    undisturbed.sites().keySet().removeIf(chosen.negate());
    assertThat(undisturbed.sites()).isNotEmpty();
    return troubled(course, undisturbed).stream();
  }

  /** Every trouble at the first call of each kind, and one after the other at the later ones. */
  private List<DynamicTest> troubled(Course course, Undisturbed undisturbed) {
    List<Moment> moments = new ArrayList<>();
    undisturbed
        .sites()
        .forEach(
            (site, calls) -> {
              List<Trouble> troubles =
                  Arrays.stream(Trouble.values()).filter(trouble -> trouble.canMeet(site)).toList();
              troubles.forEach(trouble -> moments.add(new Moment(site, 1, trouble)));
              long last = site.isSideEffect() ? calls : Math.min(calls, MOST_READS);
              for (int occurrence = 2; occurrence <= last; occurrence++) {
                moments.add(
                    new Moment(site, occurrence, troubles.get(occurrence % troubles.size())));
              }
            });
    return IntStream.iterate(0, number -> number < moments.size(), number -> number + EVERY)
        .mapToObj(number -> test(course, undisturbed, moments.get(number)))
        .toList();
  }

  private Undisturbed undisturbed(Course course) throws Exception {
    try (Life life = course.beginning().of(grounds, Script.NO_TROUBLE, http)) {
      course.events().in(life);
      Map<Site, Long> calls = life.exchanges().calls();
      // What a person sends to S3 is that person's to send again.
      calls.remove(new Site("api", "S3", "presigned PutObject"));
      calls.remove(new Site("api", "S3", "presigned UploadPart"));
      return new Undisturbed(calls, life.belongings().attempts());
    }
  }

  /** Begins to live at once; the test waits for the end. */
  private DynamicTest test(Course course, Undisturbed undisturbed, Moment moment) {
    Callable<Void> disturbed =
        () -> {
          Strike strike = new Strike(moment.site(), moment.occurrence(), moment.trouble());
          try (Life life = course.beginning().of(grounds, strike, http)) {
            course.events().in(life);
            if (moment.trouble().isOvercomeBy(moment.site())) {
              assertThat(life.belongings().attempts()).isEqualTo(undisturbed.attempts());
            }
          }
          assertThat(strike.struck()).isPositive();
          return null;
        };
    Future<Void> end = lives.submit(disturbed);
    return DynamicTest.dynamicTest(
        "%s (%d) %s".formatted(moment.site(), moment.occurrence(), moment.trouble()),
        () -> outcome(end));
  }

  private static void outcome(Future<Void> end) throws Throwable {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
