package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.mediajobs.api.ApiHandler;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.sweeper.SweeperHandler;
import dev.mediajobs.worker.WorkerHandler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * All functions on a table and a queue of their own, each behind a relay, and their events: what is
 * due is handed to them, and when nothing is, time passes.
 */
final class Life implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Life.class);
  private static final int MOST_ROUNDS = 100;
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(5);
  private static final Duration WORKERS_TIME = Duration.ofMinutes(15);
  private static final RandomGenerator NO_DELAY = () -> 0L;

  private final Grounds grounds;
  private final Exchanges exchanges = new Exchanges();
  private final List<Relay> relays = new ArrayList<>();
  private final Set<String> newsTaken = new HashSet<>();
  private final TestClock clock = TestClock.running();
  private final String table;
  private final String queueUrl;
  private final Mail mail;
  private final JobStore jobs;
  private final WorkerHandler worker;
  private final Invocation sweeper;
  private final Person person;
  private Instant nextSweep;

  private Life(Grounds grounds, Script script, HttpClient http) throws IOException {
    this.grounds = grounds;
    this.table = grounds.newTable();
    this.queueUrl = grounds.newQueue();
    this.mail = new Mail(queueUrl, clock);
    this.jobs = new JobStore(grounds.dynamoDb(), table, clock);
    this.nextSweep = clock.instant();
    this.worker = new WorkerHandler(variables("worker", "WorkerFunction", script), clock);
    this.sweeper =
        new Invocation(
            new SweeperHandler(variables("sweeper", "SweeperFunction", script), clock, NO_DELAY),
            Duration.ofMinutes(1));
    this.person =
        new Person(
            new Invocation(
                new ApiHandler(variables("api", "ApiFunction", script)), Duration.ofSeconds(29)),
            http);
  }

  /** Begins one; the script decides about every call. */
  static Life on(Grounds grounds, Script script, HttpClient http) throws IOException {
    return new Life(grounds, script, http);
  }

  private Map<String, String> variables(String caller, String function, Script script)
      throws IOException {
    Map<String, String> plain = new HashMap<>(grounds.environmentOf(function, table, queueUrl));
    plain.replace("TRANSCRIBE_NAME_PREFIX", Grounds.REFUSING_PREFIX);
    Relay relay =
        Relay.open(
            caller,
            plain,
            script,
            exchange -> {
              exchanges.accept(exchange);
              mail.see(exchange);
            });
    relays.add(relay);
    return relay.environment();
  }

  Person person() {
    return person;
  }

  Mail mail() {
    return mail;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  Belongings belongings() {
    return new Belongings(grounds, table);
  }

  Job row(Person.Accepted job) {
    return jobs.read(JobId.parse(job.id()).orElseThrow()).orElseThrow();
  }

  /** A worker claims the job, and nothing is ever heard of it again. */
  void fallSilent(Person.Accepted job) {
    Job pending = row(job);
    assertThat(jobs.move(pending, pending.claimed(UUID.randomUUID().toString(), clock.instant())))
        .isTrue();
  }

  /** TEMPORARY */
  void restart(Person.Accepted job) {
    Job failed = row(job);
    assertThat(
            jobs.move(
                failed,
                failed
                    .restarted(clock.instant())
                    .holding(
                        new dev.mediajobs.jobs.Slots(
                                grounds.dynamoDb(), table, RandomGenerator.getDefault())
                            .free(List.of(dev.mediajobs.jobs.Pool.anonymous(3)))
                            .orElseThrow())))
        .isTrue();
  }

  /** No news of this transcription of the job will come. */
  void loseNews(Person.Accepted job, int generation) {
    newsTaken.add(Grounds.REFUSING_PREFIX + job.id() + "." + generation);
  }

  /** Its message is sent once more by the sweeper. */
  void loseMessage(Person.Accepted job) throws IOException {
    mail.lose();
    while (mail.next().isEmpty()) {
      clock.passTo(row(job).hold().lease().until());
      sweep();
    }
  }

  /** Hands out what is due, and lets time pass when nothing is, until the job has ended. */
  void goOn(Person.Accepted accepted) throws IOException, InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Job job = row(accepted);
      if (job.status().isTerminal()) {
        return;
      }
      if (job.hold().lease().isExpiredAt(clock.instant())) {
        sweep();
      }
      Optional<String> due = due(job);
      if (due.isPresent()) {
        deliver(due.get());
      } else {
        Instant lease = row(accepted).hold().lease().until();
        clock.passTo(mail.next().filter(lease::isAfter).orElse(lease));
      }
    }
    throw new AssertionError("the job does not end: " + row(accepted));
  }

  private Optional<String> due(Job job) throws InterruptedException {
    Optional<String> message = mail.take();
    if (message.isPresent() || !job.isAwaiting()) {
      return message;
    }
    Optional<String> begun =
        exchanges.transcriptions().stream()
            .filter(name -> name.contains(job.id().toString()))
            .filter(newsTaken::add)
            .findFirst();
    return begun.isPresent() ? Optional.of(grounds.news().await(begun.get())) : Optional.empty();
  }

  /** Hands out every message that is left, however late. */
  void deliverTheRest() throws IOException {
    while (mail.next().isPresent()) {
      clock.passTo(mail.next().get());
      mail.take().ifPresent(this::deliver);
    }
    sweep();
  }

  private void deliver(String body) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId(UUID.randomUUID().toString());
    message.setBody(body);
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    SQSBatchResponse answer = worker.handleRequest(event, Invocation.context(WORKERS_TIME));
    if (!answer.getBatchItemFailures().isEmpty()) {
      mail.putBack(body);
    }
  }

  private void sweep() throws IOException {
    clock.passTo(nextSweep);
    nextSweep = clock.instant().plus(BETWEEN_SWEEPS);
    try {
      sweeper.of("{}");
    } catch (SdkException e) {
      LOG.debug("a sweep failed; the next one comes", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Relay relay : relays) {
      relay.close();
    }
    grounds.remove(table, queueUrl);
  }
}
