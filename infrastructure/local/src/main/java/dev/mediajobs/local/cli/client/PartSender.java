package dev.mediajobs.local.cli.client;

import dev.mediajobs.local.cli.client.PutOutcome.AddressExpired;
import dev.mediajobs.local.cli.client.PutOutcome.AlreadyThere;
import dev.mediajobs.local.cli.client.PutOutcome.Hopeless;
import dev.mediajobs.local.cli.client.PutOutcome.Passing;
import dev.mediajobs.local.cli.client.PutOutcome.Stored;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Stores one part, with as many attempts as make sense. */
final class PartSender {
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final PartPut put;
  private final RenewableTicket ticket;
  private final Pauses pauses;

  PartSender(PartPut put, RenewableTicket ticket, Pauses pauses) {
    this.put = put;
    this.ticket = ticket;
    this.pauses = pauses;
  }

  /**
   * Stores the part.
   *
   * @return its entity tag; empty for an object that an earlier attempt stored
   * @throws ApiException.Unavailable if every attempt failed
   */
  String send(int number, FileSlice slice, AtomicLong sent) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    boolean answerLost = false;
    for (int attempt = 1; ; attempt++) {
      UploadTicket now = ticket.current();
      PutOutcome outcome = put.attempt(slice, now.url(number), now.headers(), sent);
      String reason;
      switch (outcome) {
        case Stored stored -> {
          return stored.tag();
        }
        case AlreadyThere _ -> {
          if (answerLost) {
            return "";
          }
          throw failed(number, "another object is there already", now);
        }
        case Hopeless hopeless -> throw failed(number, hopeless.reason(), now);
        case AddressExpired _ -> {
          reason = "HTTP status 403, with a fresh address too";
          ticket.renew(now);
        }
        case Passing passing -> {
          reason = passing.reason();
          answerLost = true;
          sent.set(0);
        }
      }
      if (attempt == ATTEMPTS) {
        throw failed(number, reason, now);
      }
      pauses.pause(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static ApiException failed(int number, String reason, UploadTicket ticket) {
    return new ApiException.Unavailable(
        "upload_failed",
        "part %d could not be uploaded to %s (%s)"
            .formatted(number, Origins.of(ticket.url(number)), reason));
  }
}
