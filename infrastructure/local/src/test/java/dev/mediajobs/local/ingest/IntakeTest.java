package dev.mediajobs.local.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.local.Invocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** What S3 may tell of objects, and how often and in what order. */
class IntakeTest extends InboxTestBase {

  @Test
  void newsThatComeManyTimesAtOnceMakeOneJob() throws Exception {
    String news = inbox.news("inbox/often.mp4", inbox.put("inbox/often.mp4", "often"));
    List<Callable<Boolean>> deliveries = new ArrayList<>();
    for (int times = 0; times < 8; times++) {
      deliveries.add(() -> inbox.isSettled(news));
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(deliveries.size())) {
      for (Future<Boolean> settled : threads.invokeAll(deliveries)) {
        assertThat(settled.get()).isTrue();
      }
    }
    assertThat(inbox.isSettled(news)).isTrue();

    assertThat(inbox.jobs()).hasSize(1);
    Job job = inbox.jobs().getFirst();
    assertThat(job.source().sizeBytes()).isEqualTo(5);
    assertThat(inbox.text(job.source().key())).isEqualTo("often");
    assertThat(inbox.taken()).isEqualTo(1);
  }

  @Test
  void eachObjectUnderOneKeyIsAJobOfItsOwn() {
    String first = inbox.news("inbox/again.mp4", inbox.put("inbox/again.mp4", "first"));
    assertThat(inbox.isSettled(first)).isTrue();
    String second = inbox.news("inbox/again.mp4", inbox.put("inbox/again.mp4", "second"));
    assertThat(inbox.isSettled(second)).isTrue();
    assertThat(inbox.isSettled(first)).isTrue();

    assertThat(inbox.jobs())
        .extracting(job -> inbox.text(job.source().key()))
        .containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void newsOfAnObjectThatWasReplacedMakeNoJobInWhateverOrder() {
    String first = inbox.news("inbox/late.mp4", inbox.put("inbox/late.mp4", "first"));
    String second = inbox.news("inbox/late.mp4", inbox.put("inbox/late.mp4", "second"));

    assertThat(inbox.isSettled(second)).isTrue();
    assertThat(inbox.isSettled(first)).isTrue();

    assertThat(inbox.jobs())
        .extracting(job -> inbox.text(job.source().key()))
        .containsExactly("second");
  }

  @Test
  void newsOfAnEarlierObjectMakeNoJobEvenIfItsBytesAreThoseOfTheLast() {
    String first = inbox.news("inbox/same.mp4", inbox.put("inbox/same.mp4", "same"));
    String second = inbox.news("inbox/same.mp4", inbox.put("inbox/same.mp4", "same"));

    assertThat(inbox.isSettled(second)).isTrue();
    assertThat(inbox.isSettled(first)).isTrue();

    assertThat(inbox.jobs()).hasSize(1);
  }

  @Test
  void newsOfARefusedObjectMakeNoJobOfTheOneThatWasCorrected() {
    String refused = inbox.news("inbox/corrected.mp4", inbox.put("inbox/corrected.mp4", "x"));
    inbox.put("inbox/corrected.mp4.json", "{\"langauge\":\"de\"}");
    assertThat(inbox.isSettled(refused)).isTrue();
    inbox.put("inbox/corrected.mp4.json", "{\"language\":\"de\"}");
    String corrected = inbox.news("inbox/corrected.mp4", inbox.put("inbox/corrected.mp4", "x"));
    assertThat(inbox.isSettled(corrected)).isTrue();

    assertThat(inbox.isSettled(refused)).isTrue();

    assertThat(inbox.jobs()).hasSize(1);
  }

  @Test
  void anObjectThatIsGoneMakesNoJob() {
    String news = inbox.news("inbox/gone.mp4", inbox.put("inbox/gone.mp4", "x"));
    inbox.delete("inbox/gone.mp4");

    assertThat(inbox.isSettled(news)).isTrue();

    assertThat(inbox.jobs()).isEmpty();
  }

  @Test
  void whileAsManyJobsAreActiveAsMayBeTheNewsStayInTheQueueAndNothingIsWritten() {
    for (int number = 0; number < 3; number++) {
      String key = "inbox/full-%d.mp4".formatted(number);
      assertThat(inbox.takes(key, "x" + number)).isTrue();
    }
    String key = "inbox/waiting.mp4";
    String waiting = inbox.news(key, inbox.put(key, "waiting"));
    List<String> before = inbox.keys("7d/jobs/");

    assertThat(inbox.isSettled(waiting)).isFalse();

    assertThat(inbox.jobs()).hasSize(3);
    assertThat(inbox.taken()).isEqualTo(3);
    assertThat(inbox.keys("7d/jobs/")).isEqualTo(before);
    String owned = "inbox/owner=dave/waits-not.mp4";
    assertThat(inbox.takes(owned, "mine")).isTrue();

    inbox.endAllJobs();
    assertThat(inbox.isSettled(waiting)).isTrue();
    assertThat(inbox.jobs())
        .extracting(job -> job.source().filename())
        .containsExactly("waiting.mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbox/side.mp4.json",
        "inbox/SIDE.JSON",
        "results/own.mp4",
        "7d/uploads/own.mp4",
        "own.mp4"
      })
  void whatIsNoMediumInTheInboxMakesNoJob(String key) {
    String news = inbox.news(key, inbox.put(key, "x"));
    List<String> before = inbox.keys("");

    assertThat(inbox.isSettled(news)).isTrue();

    assertThat(inbox.jobs()).isEmpty();
    assertThat(inbox.keys("")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\"}]}",
        "{\"job_id\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}"
      })
  void newsThatNeedNothingAreSettled(String news) {
    assertThat(inbox.isSettled(news)).isTrue();

    assertThat(inbox.jobs()).isEmpty();
    assertThat(inbox.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{}",
        "{\"job_id\":\"no\"}",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"other\"},"
            + "\"object\":{\"key\":\"inbox/a\",\"eTag\":\"x\"}}}]}"
      })
  void newsThatNobodyUnderstandsGoToTheDeadLettersAtOnce(String news) {
    assertThat(inbox.isSettled(news)).isTrue();

    assertThat(inbox.deadLetters()).extracting(Message::body).containsExactly(news);
  }

  @Test
  void theSampleMessagesAreUnderstood() throws Exception {
    SQSEvent created = sample("ingest-object-created");
    SQSEvent ended = sample("ingest-job-ended");
    created
        .getRecords()
        .forEach(
            message ->
                message.setBody(
                    message.getBody().replace("mediajobs-mediabucket", inbox.bucket())));

    assertThat(inbox.handler().handleRequest(created, Invocations.context()).getBatchItemFailures())
        .isEmpty();
    assertThat(inbox.handler().handleRequest(ended, Invocations.context()).getBatchItemFailures())
        .isEmpty();
    assertThat(inbox.deadLetters()).isEmpty();
  }

  private static SQSEvent sample(String name) throws IOException {
    return LambdaEventSerializers.serializerFor(SQSEvent.class, IntakeTest.class.getClassLoader())
        .fromJson(Files.readString(Path.of("../../events/" + name + ".json")));
  }
}
