package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.json.Json;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.notifier.events.EventType;
import dev.mediajobs.notifier.events.JobEvent;
import dev.mediajobs.notifier.push.PushChannel;
import dev.mediajobs.notifier.push.PushQueue;
import dev.mediajobs.push.Subscriber;
import dev.mediajobs.push.Subscription;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.SubscriptionStore.Added;
import dev.mediajobs.push.Wish;
import dev.mediajobs.sockets.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is sent to the queue of notifications when a job has ended. */
class PushChannelTest {

  private static SubscriptionTable table;
  private static HeldQueue queue;

  private final TestClock clock = TestClock.standing();
  private final Owner owner = new Owner("user-" + JobId.random());
  private final Job job =
      Job.submitted(
              JobId.random(),
              Origin.SPEECH,
              Optional.of(owner),
              new Source("30d/scripts/x", "script.txt", 1, Optional.empty()),
              new SpeechSettings(JobType.SINGLE_TTS, "polly"),
              clock.instant())
          .claimed("worker", clock.instant())
          .failed(new Failure("no_voice", "No voice."), clock.instant());
  private final Instant end = clock.instant().plus(Duration.ofDays(1));

  @BeforeAll
  static void start() throws Exception {
    table = SubscriptionTable.start();
    queue = HeldQueue.open();
  }

  @AfterAll
  static void stop() {
    queue.close();
    table.close();
  }

  @Test
  void aSubscriptionThatIsAboutTheJobInTwoWaysIsToldOnceByTheOneThatCannotBeTakenBack()
      throws Exception {
    Subscription subscription = subscription("/twice");
    subscribe(subscription, Wish.ofJob(job, Access.READER, end), Wish.ofOwner(owner, end));

    tell();

    String message = queue.only().body();
    assertThat(Json.object(message).requiredString("subscription_id")).isEqualTo(subscription.id());
    assertThat(Json.object(message).string("access")).isEmpty();
    subscriptions().remove(subscription.id());
  }

  @Test
  void aLinkIsNamedSoThatItCanBeCheckedAgain() throws Exception {
    Subscription subscription = subscription("/link");
    subscribe(subscription, Wish.ofJob(job, Access.READER, end));

    tell();

    String message = queue.only().body();
    assertThat(Json.object(message).string("access")).contains("reader");
    assertThat(Json.object(message).requiredWholeNumber("token_version", 1, 9)).isEqualTo(1);
    subscriptions().remove(subscription.id());
  }

  @Test
  void whatIsLeftOfAnEarlierSubscriptionTakesNothingFromTheOneThatHasBegunAnew() throws Exception {
    Subscription subscription = subscription("/anew");
    subscribe(subscription, Wish.ofOwner(owner, end));
    String earlier = only(new Topic.OfOwner(owner)).generation();
    table.delete(subscription);
    subscribe(subscription, Wish.ofJob(job, Access.OWNER, end));
    String later = only(new Topic.OfJob(job.id())).generation();

    tell();

    List<String> told = new ArrayList<>();
    while (!queue.isEmpty()) {
      told.add(Json.object(queue.next().body()).requiredString("generation"));
    }
    assertThat(told).containsExactlyInAnyOrder(earlier, later);
  }

  private SubscriptionStore subscriptions() {
    return new SubscriptionStore(table.client(), SubscriptionTable.NAME, clock);
  }

  private void subscribe(Subscription subscription, Wish... wishes) {
    assertThat(subscriptions().add(subscription, List.of(wishes)))
        .isEqualTo(new Added.Subscribed(Set.of()));
  }

  private Subscriber only(Topic topic) {
    List<Subscriber> found = subscriptions().subscribers(topic);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private void tell() {
    Map<String, String> variables = table.environment();
    variables.put("AWS_ENDPOINT_URL_SQS", queue.url());
    PushQueue sent = new PushQueue(new AwsClients(new Environment(variables)).sqs(), queue.url());
    new PushChannel(subscriptions(), sent, clock)
        .tell(new JobEvent(EventType.FAILED, "evt_" + "0".repeat(32), clock.instant(), job));
  }

  private static Subscription subscription(String path) throws Exception {
    return new Browser("https://push.example.net" + path).subscription();
  }
}
