package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An event on its way to a receiver outside, tried until it is taken.
 *
 * @param job the job that the event is about
 * @param event the event's id, which is also the delivery's
 * @param type the event's type, as receivers know it
 * @param payload what is sent, the same each time
 * @param created when it was handed over
 * @param keptUntil when it is gone with its job
 * @param state where it stands
 * @param version grows by one with each change, so that two can't make the same one
 * @param tries how many tries of the schedule were begun
 * @param due when it is to be tried next; of one that is tried just now, by when that is over
 * @param log what became of the last tries, the oldest first, at most {@link #LONGEST_LOG}
 */
public record Delivery(
    JobId job,
    String event,
    String type,
    String payload,
    Instant created,
    Instant keptUntil,
    State state,
    long version,
    int tries,
    Instant due,
    List<DeliveryTry> log) {

  /** The most tries that are remembered. */
  public static final int LONGEST_LOG = 20;

  /** Where a delivery stands. */
  public enum State {
    /** It is still tried. */
    PENDING,
    /** The receiver has it. */
    DELIVERED,
    /** It is tried no more. */
    FAILED;

    /** The spelling in rows and answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Keeps the end of the log. */
  public Delivery {
    log = List.copyOf(log.subList(Math.max(0, log.size() - LONGEST_LOG), log.size()));
  }

  /** One that was handed over just now, and is due at once. */
  public static Delivery of(
      JobId job, String event, String type, String payload, Instant keptUntil, Instant now) {
    return new Delivery(
        job, event, type, payload, now, keptUntil, State.PENDING, 1, 0, now, List.of());
  }

  /** Somebody begins a try, and will have ended it by then. */
  public Delivery begun(Instant over) {
    return in(State.PENDING, tries + 1, over, log);
  }

  /** The receiver has taken it. */
  public Delivery delivered(DeliveryTry done) {
    return in(State.DELIVERED, tries, due, with(done));
  }

  /** The try went wrong; the next one is due then. */
  public Delivery postponed(DeliveryTry done, Instant next) {
    return in(State.PENDING, tries, next, with(done));
  }

  /** It is tried no more. */
  public Delivery failed(Optional<DeliveryTry> done) {
    return in(State.FAILED, tries, due, done.map(this::with).orElse(log));
  }

  /** Its owner wants it tried again, from the beginning of the schedule. */
  public Delivery renewed(Instant now) {
    return in(State.PENDING, 0, now, log);
  }

  private Delivery in(State newState, int newTries, Instant newDue, List<DeliveryTry> newLog) {
    return new Delivery(
        job,
        event,
        type,
        payload,
        created,
        keptUntil,
        newState,
        version + 1,
        newTries,
        newDue,
        newLog);
  }

  private List<DeliveryTry> with(DeliveryTry done) {
    List<DeliveryTry> longer = new ArrayList<>(log);
    longer.add(done);
    return longer;
  }
}
