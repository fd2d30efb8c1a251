package dev.mediajobs.notifier;

import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.EventType;
import dev.mediajobs.notifier.events.JobEvent;
import java.util.List;

/**
 * Tells of events on all channels. Those who watch at this moment are told first, because they
 * wait.
 */
final class Announcements {

  private final List<Channel> live;
  private final List<Channel> lasting;

  /**
   * With these channels.
   *
   * @param live reach only those who watch at this moment; must not throw
   * @param lasting take an event over for good, or throw
   */
  Announcements(List<Channel> live, List<Channel> lasting) {
    this.live = List.copyOf(live);
    this.lasting = List.copyOf(lasting);
  }

  /**
   * Tells it on all channels that it concerns: that a job's row is gone concerns nobody but those
   * who watch.
   *
   * @throws RuntimeException of any kind when a channel did not take it; it must come again
   */
  void tell(JobEvent event) {
    live.forEach(channel -> channel.tell(event));
    if (event.type() != EventType.EXPIRED) {
      lasting.forEach(channel -> channel.tell(event));
    }
  }
}
