package dev.mediajobs.sweeper;

import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.LeaseIndex;
import dev.mediajobs.jobs.LeaseIndex.Due;
import dev.mediajobs.jobs.LeaseIndex.DueDelivery;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Has deliveries tried that are due: those whose message was lost, and those that wait for longer
 * than a message can.
 */
final class DueDeliveries {

  private static final Logger LOG = LoggerFactory.getLogger(DueDeliveries.class);

  /** When a delivery is looked at again that nobody has tried by then. */
  private static final Duration PUT_OFF = Duration.ofMinutes(10);

  private final LeaseIndex index;
  private final DeliveryQueue queue;
  private final int batch;
  private final Clock clock;

  /**
   * With its surroundings.
   *
   * @param batch how many are looked at in one go, at most
   */
  DueDeliveries(LeaseIndex index, DeliveryQueue queue, int batch, Clock clock) {
    this.index = index;
    this.queue = queue;
    this.batch = batch;
    this.clock = clock;
  }

  /**
   * Looks once. What fails is logged, and looked at again.
   *
   * @throws SdkException when the index can't be read
   */
  void wake() {
    for (Due due : index.deliveries(clock.instant(), batch)) {
      try {
        Optional<DueDelivery> delivery = due.delivery();
        if (index.putOff(due, clock.instant().plus(PUT_OFF)) && delivery.isPresent()) {
          queue.send(delivery.get().job(), delivery.get().event(), Duration.ZERO);
        }
      } catch (SdkException e) {
        LOG.error("nothing could be done about {}; it is looked at again", due, e);
      }
    }
  }
}
