package dev.mediajobs.notifier.bus;

import dev.mediajobs.json.Json;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.JobEvent;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * A bus of EventBridge. The detail of each event there is the event itself, its detail-type the
 * event's type; the README describes both.
 */
public final class BusChannel implements Channel {

  /** The source that the events on the bus name. */
  public static final String SOURCE = "mediajobs";

  private final EventBridgeClient eventBridge;
  private final String bus;

  /** The bus with this name. */
  public BusChannel(EventBridgeClient eventBridge, String bus) {
    this.eventBridge = eventBridge;
    this.bus = bus;
  }

  @Override
  public void tell(JobEvent event) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(SOURCE)
            .detailType(event.type().text())
            .time(event.time())
            .detail(Json.text(event::write))
            .build();
    PutEventsResponse answer = eventBridge.putEvents(put -> put.entries(entry));
    if (answer.failedEntryCount() > 0) {
      throw EventBridgeException.builder()
          .message(
              "the bus did not take the event %s: %s"
                  .formatted(event.id(), answer.entries().getFirst().errorCode()))
          .build();
    }
  }
}
