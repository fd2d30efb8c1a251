package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.push.Interest;
import dev.mediajobs.push.Subscriber;
import dev.mediajobs.push.Subscription;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.SubscriptionStore.Added;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows of subscriptions. */
class SubscriptionsTest {

  private static final Duration LONG = Duration.ofDays(7);

  private static SubscriptionTable table;

  private final TestClock clock = TestClock.standing();
  private final Topic topic = new Topic.OfJob(JobId.random());

  @BeforeAll
  static void start() {
    table = SubscriptionTable.start();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  private SubscriptionStore store() {
    return new SubscriptionStore(table.client(), SubscriptionTable.NAME, clock);
  }

  @Test
  void aBrowserThatSubscribesAgainIsOneSubscriberWithItsNewKeys() throws Exception {
    Subscription once = subscription("/again");
    Subscription again = subscription("/again");
    Topic other = new Topic.OfOwner(new Owner("alice"));

    assertThat(store().add(once, List.of(of(topic, LONG)))).isEqualTo(Added.YES);
    assertThat(store().add(again, List.of(of(topic, LONG), of(other, LONG)))).isEqualTo(Added.YES);

    Subscriber subscriber = only(topic);
    assertThat(store().find(subscriber.subscription(), subscriber.generation())).contains(again);
    assertThat(only(other).generation()).isEqualTo(subscriber.generation());
  }

  @Test
  void whatIsOverIsFoundNoMore() throws Exception {
    Topic longer = new Topic.OfJob(JobId.random());
    Added _ =
        store()
            .add(
                subscription("/over"),
                List.of(of(topic, Duration.ofHours(1)), of(longer, Duration.ofHours(2))));
    Subscriber subscriber = only(topic);

    clock.pass(Duration.ofHours(1).plusSeconds(1));
    assertThat(store().subscribers(topic)).isEmpty();
    assertThat(store().find(subscriber.subscription(), subscriber.generation())).isPresent();

    clock.pass(Duration.ofHours(1));
    assertThat(store().subscribers(longer)).isEmpty();
    assertThat(store().find(subscriber.subscription(), subscriber.generation())).isEmpty();
  }

  @Test
  void aSubscriptionThatIsRemovedLeavesNothingBehind() throws Exception {
    Topic other = new Topic.OfJob(JobId.random());
    Subscription subscription = subscription("/removed");
    Added _ = store().add(subscription, List.of(of(topic, LONG), of(other, LONG)));
    Subscriber before = only(topic);

    store().remove(subscription.id());
    store().remove(subscription.id());

    assertThat(store().subscribers(topic)).isEmpty();
    assertThat(store().subscribers(other)).isEmpty();
    Added _ = store().add(subscription, List.of(of(topic, LONG)));
    assertThat(store().subscribers(other)).isEmpty();
    assertThat(store().find(before.subscription(), before.generation()))
        .as("what was on its way to the one that has ended")
        .isEmpty();
  }

  @Test
  void ofManyThatSubscribeAtOnceNoneTooManyStay() throws Exception {
    List<Callable<Added>> wishes = new ArrayList<>();
    for (int number = 0; number < SubscriptionStore.MOST_SUBSCRIBERS + 10; number++) {
      Subscription subscription = subscription("/many/" + number);
      wishes.add(() -> store().add(subscription, List.of(of(topic, LONG))));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Added> added : threads.invokeAll(wishes)) {
        assertThat(added.get()).isIn(Added.YES, Added.TOO_MANY_SUBSCRIBERS);
      }
    }
    assertThat(store().subscribers(topic))
        .hasSizeLessThanOrEqualTo(SubscriptionStore.MOST_SUBSCRIBERS);
  }

  @Test
  void whoHasALinkTakesNoPlaceOfTheOwners() throws Exception {
    for (int number = 0; number < SubscriptionStore.MOST_SUBSCRIBERS; number++) {
      assertThat(store().add(subscription("/link/" + number), List.of(granted(Access.READER))))
          .isEqualTo(Added.YES);
    }

    assertThat(store().add(subscription("/link/more"), List.of(granted(Access.READER))))
        .isEqualTo(Added.TOO_MANY_SUBSCRIBERS);
    assertThat(store().add(subscription("/link/1"), List.of(granted(Access.READER))))
        .as("one that has a place")
        .isEqualTo(Added.YES);
    assertThat(store().add(subscription("/own"), List.of(granted(Access.OWNER))))
        .isEqualTo(Added.YES);
    assertThat(store().subscribers(topic)).hasSize(SubscriptionStore.MOST_SUBSCRIBERS + 1);
  }

  @Test
  void aSubscriptionIsAboutSoManyThingsAtOnceAndNoMore() throws Exception {
    Subscription subscription = subscription("/topics");
    assertThat(store().add(subscription, jobs(2))).isEqualTo(Added.YES);

    assertThat(store().add(subscription, jobs(SubscriptionStore.MOST_TOPICS - 1)))
        .isEqualTo(Added.TOO_MANY_TOPICS);

    clock.pass(LONG.plusSeconds(1));
    assertThat(store().add(subscription, jobs(1))).isEqualTo(Added.YES);
    assertThat(topicsOf(subscription)).as("what is over counts no more").isEqualTo(1);
  }

  private static int topicsOf(Subscription subscription) {
    Map<String, AttributeValue> row =
        table
            .client()
            .getItem(
                get ->
                    get.tableName(SubscriptionTable.NAME)
                        .key(
                            Map.of(
                                "pk",
                                AttributeValue.fromS("push#" + subscription.id()),
                                "sk",
                                AttributeValue.fromS("subscription"))))
            .item();
    return row.getOrDefault("topics", AttributeValue.fromM(Map.of())).m().size();
  }

  private List<Interest> jobs(int number) {
    return IntStream.range(0, number)
        .mapToObj(_ -> of(new Topic.OfJob(JobId.random()), LONG))
        .toList();
  }

  private Subscriber only(Topic wanted) {
    List<Subscriber> found = store().subscribers(wanted);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Interest of(Topic wanted, Duration time) {
    return new Interest(wanted, Optional.empty(), clock.instant().plus(time));
  }

  private Interest granted(Access access) {
    return new Interest(topic, Optional.of(new Watch.Grant(access, 1)), clock.instant().plus(LONG));
  }

  private static Subscription subscription(String path) throws Exception {
    return new Browser("https://push.example.net" + path).subscription();
  }
}
