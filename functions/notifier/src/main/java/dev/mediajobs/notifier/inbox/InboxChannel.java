package dev.mediajobs.notifier.inbox;

import dev.mediajobs.jobs.InboxQueue;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.JobEvent;

/** The queue of the inbox, which is told of the ends of jobs that came from there. */
public final class InboxChannel implements Channel {

  private final InboxQueue queue;

  /** Over this queue. */
  public InboxChannel(InboxQueue queue) {
    this.queue = queue;
  }

  @Override
  public void tell(JobEvent event) {
    if (event.type().isEnd() && event.job().origin() == Origin.INBOX) {
      queue.sendEnded(event.job().id());
    }
  }
}
