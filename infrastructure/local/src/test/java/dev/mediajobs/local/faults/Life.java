package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.api.ApiHandler;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.sweeper.SweeperHandler;
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
public final class Life implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Life.class);
  private static final int MOST_ROUNDS = 100;
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(5);
  private static final RandomGenerator NO_DELAY = () -> 0L;

  private final Grounds grounds;
  private final String prefix;
  private final Exchanges exchanges = new Exchanges();
  private final List<Relay> relays = new ArrayList<>();
  private final Set<String> newsTaken = new HashSet<>();
  private final Set<String> newsLost = new HashSet<>();
  private final TestClock clock = TestClock.running();
  private final String table;
  private final String queueUrl;
  private final Mail mail;
  private final JobStore jobs;
  private final Worker worker;
  private final Invocation sweeper;
  private final NotifierInProcess notifier;
  private final Person person;
  private Instant nextSweep;

  private Life(
      Grounds grounds, String prefix, Script script, HttpClient http, WorkerFactory workers)
      throws IOException {
    this.grounds = grounds;
    this.prefix = prefix;
    this.table = grounds.newTable();
    this.queueUrl = grounds.newQueue();
    this.mail = new Mail(queueUrl, clock);
    this.jobs = new JobStore(grounds.dynamoDb(), table, clock);
    this.nextSweep = clock.instant();
    this.sweeper =
        new Invocation(
            new SweeperHandler(variables("sweeper", "SweeperFunction", script), clock, NO_DELAY),
            Duration.ofMinutes(1));
    this.notifier = new NotifierInProcess(variables("notifier", "NotifierFunction", script));
    this.person =
        new Person(
            new HttpApi(
                new Invocation(
                    new ApiHandler(variables("api", "ApiFunction", script)),
                    Duration.ofSeconds(29))),
            http);
    this.worker = workers.of(this);
  }

  /** Makes the worker of a life. */
  @FunctionalInterface
  public interface WorkerFactory {
    /** Makes it, with what {@link Life#variables} says. */
    Worker of(Life life) throws IOException;
  }

  /** Begins one with a worker of one's own making, which lives in real time. */
  public static Life on(Grounds grounds, HttpClient http, WorkerFactory workers)
      throws IOException {
    return new Life(grounds, Grounds.PREFIX, Script.NO_TROUBLE, http, workers);
  }

  /** Begins one in which Transcribe gives up the first transcription of each job. */
  static Life withRefusals(Grounds grounds, Script script, HttpClient http) throws IOException {
    return new Life(grounds, Grounds.REFUSING_PREFIX, script, http, life -> life.inProcess(script));
  }

  /** Begins one in which Transcribe gives nothing up. */
  static Life withoutRefusals(Grounds grounds, Script script, HttpClient http) throws IOException {
    return new Life(grounds, Grounds.PREFIX, script, http, life -> life.inProcess(script));
  }

  private Worker inProcess(Script script) throws IOException {
    return inProcess("worker", script);
  }

  /** A worker in this process that a script and the log of exchanges call by this name. */
  public Worker inProcess(String name, Script script) throws IOException {
    return new HandlerInProcess(variables(name, script), clock);
  }

  /** The variables of a worker that a script and the log of exchanges call by this name. */
  public Map<String, String> variables(String worker, Script script) throws IOException {
    return variables(worker, "WorkerFunction", script);
  }

  private Map<String, String> variables(String caller, String function, Script script)
      throws IOException {
    Map<String, String> plain = new HashMap<>(grounds.environmentOf(function, table, queueUrl));
    plain.replace("TRANSCRIBE_NAME_PREFIX", prefix);
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

  /** Who hands recordings in. */
  public Person person() {
    return person;
  }

  Mail mail() {
    return mail;
  }

  /** What reached AWS. */
  public Exchanges exchanges() {
    return exchanges;
  }

  /** What the table and the bucket hold. */
  public Belongings belongings() {
    return new Belongings(grounds, table);
  }

  /** The job as it is now. */
  public Job row(Person.Accepted job) {
    return jobs.read(JobId.parse(job.id()).orElseThrow()).orElseThrow();
  }

  /** A worker claims the job, and nothing is ever heard of it again. */
  void fallSilent(Person.Accepted job) {
    Job pending = row(job);
    assertThat(jobs.move(pending, pending.claimed(UUID.randomUUID().toString(), clock.instant())))
        .isTrue();
  }

  /** No news of this transcription of the job will come. */
  void loseNews(Person.Accepted job, int generation) {
    newsLost.add(transcription(job, generation));
  }

  /** The name of a transcription of the job. */
  public String transcription(Person.Accepted job, int generation) {
    return prefix + job.id() + "." + generation;
  }

  /** Its message is sent once more by the sweeper. */
  void loseMessage(Person.Accepted job) throws IOException {
    mail.lose();
    for (int round = 0; round < MOST_ROUNDS && mail.next().isEmpty(); round++) {
      clock.passTo(row(job).hold().lease().until());
      sweep();
    }
  }

  /** People are told of the job's end, by whomever: the stream of the table is not read here. */
  void tell(Person.Accepted job) {
    Job ended = row(job);
    assertThat(jobs.move(ended, ended.told())).isTrue();
  }

  /** Hands out what is due, and lets time pass when nothing is, until the job has ended. */
  public void goOn(Person.Accepted accepted) throws IOException, InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Job job = row(accepted);
      if (job.status().isTerminal()) {
        tell(accepted);
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
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    // Also what gets lost is waited for: how often Transcribe is asked must not depend on its
    // speed.
    String news = grounds.news().await(begun.get());
    return newsLost.contains(begun.get()) ? Optional.empty() : Optional.of(news);
  }

  /** Hands out every message that is left, however late. */
  public void deliverTheRest() throws IOException {
    while (mail.next().isPresent()) {
      clock.passTo(mail.next().get());
      mail.take().ifPresent(this::deliver);
    }
    sweep();
  }

  /** Nobody does anything until then. */
  void passTo(Instant instant) {
    clock.passTo(instant);
  }

  /** Rows whose time is over go, and the notifier hears of it. */
  void expireRows() {
    notifier.tell(belongings().deleteExpired(clock.instant()));
  }

  private void deliver(String body) {
    if (!worker.takes(body)) {
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
