package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.json.Json;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.api.Receiver;
import dev.mediajobs.notifier.push.PushHandler;
import dev.mediajobs.push.Interest;
import dev.mediajobs.push.Subscriber;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.Wish;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When notifications are tried again; nothing but the test moves the clock and the messages. */
class PushScheduleTest {

  private static final String EVENT = "evt_5d0f3a2b9c1e4f7788a6b5c4d3e2f1a0";
  private static final String PAYLOAD = "{\"id\":\"" + EVENT + "\"}";
  private static final Duration RETENTION = Duration.ofDays(7);

  private static SubscriptionTable table;
  private static HeldQueue queue;
  private static Receiver service;

  private final TestClock clock = TestClock.standing();
  private final JobId job = JobId.random();
  private final Topic topic = new Topic.OfJob(job);
  private final String path = "/push/" + job;
  private Browser browser;
  private SubscriptionStore subscriptions;
  private PushHandler handler;

  @BeforeAll
  static void start() throws Exception {
    table = SubscriptionTable.start();
    queue = HeldQueue.open();
    service = Receiver.start();
  }

  @AfterAll
  static void stop() {
    service.close();
    queue.close();
    table.close();
  }

  @BeforeEach
  void subscribe() throws Exception {
    Map<String, String> variables = table.environment();
    variables.put("AWS_ENDPOINT_URL_SQS", queue.url());
    variables.put("PUSH_QUEUE_URL", queue.url());
    variables.put("PUSH_KEY", "p".repeat(64));
    variables.put("PUSH_SUBJECT", "mailto:ops@example.com");
    variables.put("LOCAL_STACK", "true");
    handler = new PushHandler(variables, clock, RandomGenerator.getDefault());
    subscriptions = new SubscriptionStore(table.client(), SubscriptionTable.NAME, clock);
    browser = new Browser(service.url(path));
    subscribe(
        new Wish(
            new Interest(topic, Optional.empty(), clock.instant().plus(RETENTION)),
            Optional.empty()));
  }

  @Test
  void aPushServiceThatIsDownAtFirstIsToldTheSameLater() throws Exception {
    service.answer(503, Map.of());
    service.answer(429, Map.of("Retry-After", "600"));
    service.answer(500, Map.of());
    service.answer(201, Map.of());

    handle(notification());
    Duration first = passed(queue.only());
    Duration second = passed(queue.only());
    Duration third = passed(queue.only());

    assertThat(queue.isEmpty()).isTrue();
    assertThat(first).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    assertThat(second).isEqualTo(Duration.ofMinutes(10));
    assertThat(third).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    assertThat(service.calls(path)).hasSize(4);
    for (Receiver.Call call : service.calls(path)) {
      assertThat(browser.read(call.bytes()).requiredString("id")).isEqualTo(EVENT);
    }
    assertThat(service.calls(path))
        .extracting(call -> call.header("topic"))
        .containsOnly(service.calls(path).getFirst().header("topic"));
  }

  @Test
  void aPauseThatIsLongerThanTheQueueHoldsMessagesIsMadeOfSeveral() {
    service.answer(503, Map.of("Retry-After", "3000"));
    handle(notification());
    List<Duration> delays = new ArrayList<>();

    while (!queue.isEmpty()) {
      assertThat(service.calls(path)).hasSize(1);
      delays.add(passed(queue.only()));
    }

    assertThat(delays)
        .containsExactly(
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5));
    assertThat(service.calls(path)).hasSize(2);
  }

  @Test
  void anAddressWhereNobodyAnswersIsTriedTenTimes() throws Exception {
    for (int tries = 1; tries <= 10; tries++) {
      service.answer(503, Map.of());
    }
    Instant begin = clock.instant();
    handle(notification());

    while (!queue.isEmpty()) {
      Duration _ = passed(queue.only());
    }

    assertThat(service.calls(path)).hasSize(10);
    assertThat(Duration.between(begin, clock.instant())).isLessThan(Duration.ofDays(1));
    assertThat(subscriptions.subscribers(topic)).as("it may come back").hasSize(1);
  }

  @Test
  void whereNobodyListensIsTriedLater() throws Exception {
    try (Receiver gone = Receiver.start()) {
      browser = new Browser(gone.url(path));
    }
    subscribe(
        new Wish(
            new Interest(topic, Optional.empty(), clock.instant().plus(RETENTION)),
            Optional.empty()));

    handle(notification());

    assertThat(queue.only().delay()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 403, 413})
  void whatAPushServiceRefusesIsNotTriedAgain(int status) {
    service.answer(status, Map.of("Location", service.url("/elsewhere")));

    handle(notification());

    assertThat(queue.isEmpty()).isTrue();
    assertThat(service.calls(path)).hasSize(1);
    assertThat(service.calls("/elsewhere")).isEmpty();
    assertThat(subscriptions.subscribers(topic)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aSubscriptionThatThePushServiceDoesNotKnowIsForgotten(int status) {
    service.answer(status, Map.of());

    handle(notification());

    assertThat(queue.isEmpty()).isTrue();
    assertThat(subscriptions.subscribers(topic)).isEmpty();
  }

  @Test
  void nobodyIsToldOfAJobThatIsGone() {
    String notification = notification(clock.instant().plusSeconds(60));
    service.answer(503, Map.of());
    handle(notification);
    HeldQueue.Sent later = queue.only();

    clock.pass(Duration.ofSeconds(60));
    handle(later.body());

    assertThat(service.calls(path)).hasSize(1);
    assertThat(service.calls(path).getFirst().header("ttl")).isEqualTo("60");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whoHasUnsubscribedMeanwhileIsNotTold() {
    String notification = notification();
    subscriptions.remove(browser.subscription().id());

    handle(notification);

    assertThat(service.calls(path)).isEmpty();
  }

  @Test
  void aLinkThatIsTakenBackWhileANotificationWaitsTellsNoMore() {
    Job row = submitted();
    subscribe(Wish.ofJob(row, Access.READER, row.times().retainedUntil()));
    service.answer(503, Map.of());
    handle(notification());

    assertThat(jobs().move(row, row.unshared())).isTrue();
    Duration _ = passed(queue.only());

    assertThat(service.calls(path)).hasSize(1);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whoHasTheOwnersTokenIsToldThoughTheLinkIsTakenBack() {
    Job row = submitted();
    subscribe(Wish.ofJob(row, Access.OWNER, row.times().retainedUntil()));
    String notification = notification();
    assertThat(jobs().move(row, row.unshared())).isTrue();

    handle(notification);

    assertThat(service.calls(path)).hasSize(1);
  }

  @Test
  void noTokenTellsOfAJobThatIsDeleted() {
    Job row = submitted();
    subscribe(Wish.ofJob(row, Access.OWNER, row.times().retainedUntil()));
    String notification = notification();
    table
        .client()
        .deleteItem(
            delete ->
                delete
                    .tableName(SubscriptionTable.NAME)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("job#" + job),
                            "sk", AttributeValue.fromS("job"))));

    handle(notification);

    assertThat(service.calls(path)).isEmpty();
  }

  @Test
  void invariant8NoLogLineTellsTheEndpointOrWhatIsSent() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      for (int status : new int[] {503, 403, 410}) {
        service.answer(status, Map.of());
        handle(notification());
      }
      subscribe();
      String unheard = notification();
      subscriptions.remove(browser.subscription().id());
      handle(unheard);
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains(EVENT, "503", "403", "410")
        .doesNotContain(path, "127.0.0.1", PAYLOAD, browser.subscription().id());
    assertThat(queue.only().delay()).isPositive();
  }

  @Test
  void theSampleMessageIsUnderstoodAndAnotherComesAgain() throws Exception {
    SQSEvent sample =
        LambdaEventSerializers.serializerFor(
                SQSEvent.class, PushScheduleTest.class.getClassLoader())
            .fromJson(Files.readString(Path.of("../../events/push-notification-due.json")));
    assertThat(failures(sample)).isEmpty();

    sample.getRecords().getFirst().setBody("{}");

    assertThat(failures(sample)).hasSize(1);
  }

  private void subscribe(Wish wish) {
    assertThat(subscriptions.add(browser.subscription(), List.of(wish)))
        .isEqualTo(new SubscriptionStore.Added.Subscribed(Set.of()));
  }

  private JobStore jobs() {
    return new JobStore(table.client(), SubscriptionTable.NAME, clock);
  }

  /** The row of the job, with room for it. */
  private Job submitted() {
    Job row =
        Job.submitted(
            job,
            Origin.SPEECH,
            Optional.empty(),
            new Source("30d/scripts/x", "script.txt", 1, Optional.empty()),
            new SpeechSettings(JobType.SINGLE_TTS, "polly"),
            clock.instant());
    assertThat(jobs().submit(row, Optional.empty(), Optional.empty())).isEqualTo(Submitted.YES);
    return row;
  }

  private String notification() {
    return notification(clock.instant().plus(RETENTION));
  }

  /** As the notifier sends it. */
  private String notification(Instant keptUntil) {
    Subscriber subscriber =
        subscriptions.subscribers(topic).stream()
            .filter(one -> one.subscription().equals(browser.subscription().id()))
            .findFirst()
            .orElseThrow();
    Optional<Watch.Grant> grant = subscriber.interest().grant();
    long now = clock.instant().toEpochMilli();
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("subscription_id", subscriber.subscription());
          json.writeStringField("generation", subscriber.generation());
          if (grant.isPresent()) {
            json.writeStringField(
                "access", grant.get().access() == Access.OWNER ? "owner" : "reader");
            json.writeNumberField("token_version", grant.get().version());
          }
          json.writeStringField("job_id", job.toString());
          json.writeStringField("event_id", EVENT);
          json.writeStringField("payload", PAYLOAD);
          json.writeNumberField("kept_until", keptUntil.toEpochMilli());
          json.writeNumberField("created_at", now);
          json.writeNumberField("due_at", now);
          json.writeNumberField("tries", 0);
          json.writeEndObject();
        });
  }

  /** The message comes when its delay is over. */
  private Duration passed(HeldQueue.Sent message) {
    clock.pass(message.delay());
    handle(message.body());
    return message.delay();
  }

  private void handle(String body) {
    assertThat(failures(Invocations.messages(body))).isEmpty();
  }

  private List<BatchItemFailure> failures(SQSEvent event) {
    return handler.handleRequest(event, Invocations.context()).getBatchItemFailures();
  }
}
