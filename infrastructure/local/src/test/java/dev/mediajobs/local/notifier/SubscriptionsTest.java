package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.push.Interest;
import dev.mediajobs.push.Subscriber;
import dev.mediajobs.push.Subscription;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.SubscriptionStore.Added;
import dev.mediajobs.push.Wish;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows of subscriptions. */
class SubscriptionsTest {

  private static final Duration LONG = Duration.ofDays(7);
  private static final Added ALL = new Added.Subscribed(Set.of());
  private static final Added FULL = new Added.TooManySubscribers();

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

    assertThat(store().add(once, List.of(of(topic, LONG)))).isEqualTo(ALL);
    assertThat(store().add(again, List.of(of(topic, LONG), of(other, LONG)))).isEqualTo(ALL);

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
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Added> added : threads.invokeAll(wishes)) {
        assertThat(added.get()).isIn(ALL, FULL);
        accepted += added.get().equals(ALL) ? 1 : 0;
      }
    }
    assertThat(store().subscribers(topic))
        .hasSize(accepted)
        .hasSizeLessThanOrEqualTo(SubscriptionStore.MOST_SUBSCRIBERS);
    int room = SubscriptionStore.MOST_SUBSCRIBERS - accepted;
    for (int number = 0; number < room; number++) {
      assertThat(store().add(subscription("/later/" + number), List.of(of(topic, LONG))))
          .as("a place that those at once left")
          .isEqualTo(ALL);
    }
    assertThat(store().add(subscription("/more"), List.of(of(topic, LONG)))).isEqualTo(FULL);
  }

  @Test
  void whoHasALinkTakesNoPlaceOfTheOwners() throws Exception {
    for (int number = 0; number < SubscriptionStore.MOST_SUBSCRIBERS; number++) {
      assertThat(store().add(subscription("/link/" + number), List.of(granted(Access.READER))))
          .isEqualTo(ALL);
    }

    assertThat(store().add(subscription("/link/more"), List.of(granted(Access.READER))))
        .isEqualTo(FULL);
    assertThat(store().add(subscription("/link/1"), List.of(granted(Access.READER))))
        .as("one that has a place")
        .isEqualTo(ALL);
    assertThat(store().add(subscription("/own"), List.of(granted(Access.OWNER)))).isEqualTo(ALL);
    assertThat(store().subscribers(topic)).hasSize(SubscriptionStore.MOST_SUBSCRIBERS + 1);
  }

  @Test
  void aLinkTakesNothingFromWhoeverHasTheOwnersToken() throws Exception {
    Subscription subscription = subscription("/both");
    assertThat(store().add(subscription, List.of(granted(Access.OWNER)))).isEqualTo(ALL);
    clock.pass(Duration.ofHours(1));
    Wish link = granted(Access.READER);

    assertThat(store().add(subscription, List.of(link))).isEqualTo(ALL);

    assertThat(only(topic).interest().grant()).contains(new Watch.Grant(Access.OWNER, 1));
    assertThat(only(topic).interest().end())
        .as("what was wished last")
        .isBetween(link.interest().end(), link.interest().end().plusSeconds(1));
  }

  @Test
  void aLinkTakesThePlaceOfAnOwnersTokenThatIsWorthNothingAnyMore() throws Exception {
    Watch.Grant link = new Watch.Grant(Access.READER, 1);
    Interest byLink = new Interest(topic, Optional.of(link), clock.instant().plus(LONG));
    Subscription revoked = subscription("/revoked");
    assertThat(store().add(revoked, List.of(granted(Access.OWNER)))).isEqualTo(ALL);

    Wish afterRevocation = new Wish(byLink, Optional.of(new Watch.Grant(Access.OWNER, 2)));
    assertThat(store().add(revoked, List.of(afterRevocation))).isEqualTo(ALL);
    assertThat(only(topic).interest().grant()).contains(link);

    clock.pass(LONG.plusSeconds(1));
    assertThat(store().add(revoked, List.of(granted(Access.OWNER)))).isEqualTo(ALL);
    clock.pass(LONG.plusSeconds(1));
    assertThat(store().add(revoked, List.of(granted(Access.READER)))).isEqualTo(ALL);
    assertThat(only(topic).interest().grant()).as("the other one is over").contains(link);
  }

  @Test
  void whoComesByALinkAndThenByTheOwnersTokenTakesAPlaceOfTheOwners() throws Exception {
    fill(topic, Access.OWNER);
    Subscription subscription = subscription("/rising");
    assertThat(store().add(subscription, List.of(granted(Access.READER)))).isEqualTo(ALL);

    assertThat(store().add(subscription, List.of(granted(Access.OWNER)))).isEqualTo(FULL);

    assertThat(store().subscribers(topic))
        .filteredOn(subscriber -> subscriber.subscription().equals(subscription.id()))
        .as("the place by the link stays")
        .singleElement()
        .satisfies(
            subscriber ->
                assertThat(subscriber.interest().grant())
                    .contains(new Watch.Grant(Access.READER, 1)));
    assertThat(topicsOf(subscription)).isEqualTo(1);
  }

  @Test
  void whatIsFullKeepsNobodyFromTheRest() throws Exception {
    Topic other = new Topic.OfJob(JobId.random());
    fill(topic, Access.READER);
    Subscription subscription = subscription("/late");

    assertThat(
            store()
                .add(subscription, List.of(granted(Access.READER), granted(other, Access.READER))))
        .isEqualTo(new Added.Subscribed(Set.of(topic)));

    assertThat(only(other).subscription()).isEqualTo(subscription.id());
    assertThat(store().subscribers(topic)).hasSize(SubscriptionStore.MOST_SUBSCRIBERS);
    assertThat(topicsOf(subscription)).as("the full one counts not").isEqualTo(1);
  }

  @Test
  void whoFindsAllFullLeavesNothingBehind() throws Exception {
    fill(topic, Access.READER);
    Subscription subscription = subscription("/all-full");

    assertThat(store().add(subscription, List.of(granted(Access.READER)))).isEqualTo(FULL);

    assertThat(table.row(subscription)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aRemovalThatBrokeOffCanBeMadeAgain(int deletions) throws Exception {
    Topic other = new Topic.OfJob(JobId.random());
    Subscription subscription = subscription("/broken/" + deletions);
    assertThat(store().add(subscription, List.of(of(topic, LONG), of(other, LONG)))).isEqualTo(ALL);
    SubscriptionStore ending =
        new SubscriptionStore(
            BreakingOff.after(deletions, table.client()), SubscriptionTable.NAME, clock);
    assertThatThrownBy(() -> ending.remove(subscription.id()))
        .isInstanceOf(SdkClientException.class);

    store().remove(subscription.id());

    assertThat(store().subscribers(topic)).isEmpty();
    assertThat(store().subscribers(other)).isEmpty();
    assertThat(table.row(subscription)).isEmpty();
  }

  private void fill(Topic wanted, Access access) throws Exception {
    for (int number = 0; number < SubscriptionStore.MOST_SUBSCRIBERS; number++) {
      assertThat(store().add(subscription("/fill/" + number), List.of(granted(wanted, access))))
          .isEqualTo(ALL);
    }
  }

  @Test
  void aSubscriptionIsAboutSoManyThingsAtOnceAndNoMore() throws Exception {
    Subscription subscription = subscription("/topics");
    assertThat(store().add(subscription, jobs(2))).isEqualTo(ALL);

    assertThat(store().add(subscription, jobs(SubscriptionStore.MOST_TOPICS - 1)))
        .isEqualTo(new Added.TooManyTopics());

    clock.pass(LONG.plusSeconds(1));
    assertThat(store().add(subscription, jobs(1))).isEqualTo(ALL);
    assertThat(topicsOf(subscription)).as("what is over counts no more").isEqualTo(1);
  }

  private static int topicsOf(Subscription subscription) {
    return table
        .row(subscription)
        .getOrDefault("topics", AttributeValue.fromM(Map.of()))
        .m()
        .size();
  }

  private List<Wish> jobs(int number) {
    return IntStream.range(0, number)
        .mapToObj(_ -> of(new Topic.OfJob(JobId.random()), LONG))
        .toList();
  }

  private Subscriber only(Topic wanted) {
    List<Subscriber> found = store().subscribers(wanted);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Wish of(Topic wanted, Duration time) {
    return new Wish(
        new Interest(wanted, Optional.empty(), clock.instant().plus(time)), Optional.empty());
  }

  private Wish granted(Access access) {
    return granted(topic, access);
  }

  private Wish granted(Topic wanted, Access access) {
    return new Wish(
        new Interest(wanted, Optional.of(new Watch.Grant(access, 1)), clock.instant().plus(LONG)),
        Optional.of(new Watch.Grant(Access.OWNER, 1)).filter(_ -> access == Access.READER));
  }

  private static Subscription subscription(String path) throws Exception {
    return new Browser("https://push.example.net" + path).subscription();
  }
}
