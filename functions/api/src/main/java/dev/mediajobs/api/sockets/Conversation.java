package dev.mediajobs.api.sockets;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.AwsFault;
import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.jobs.OpenedJob;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobNews;
import dev.mediajobs.jobs.ShownProgress;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.sockets.FrameVersion;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Answers what clients write, each message with one frame. */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** Characters; enough for as many tokens as one message may name, beside an access token. */
  private static final int LONGEST_MESSAGE = 16_384;

  private final Subscriptions subscriptions;
  private final Clock clock;

  Conversation(Subscriptions subscriptions, Clock clock) {
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Answers {@code message}, whatever happens. */
  String answer(SocketMessage message) {
    try {
      return answerOrRefuse(message);
    } catch (JsonException e) {
      // What is wrong with the message as a whole is wrong with no field of it.
      String subject = e.field().isEmpty() ? "The message" : e.field();
      return told(Problem.invalid(List.of(new FieldError(subject, e.problem()))));
    } catch (Refusal refusal) {
      return told(refusal.problem());
    } catch (SdkException fault) {
      LOG.error("a message failed in AWS, request {}", message.requestId(), fault);
      return told(AwsFault.problem(fault, message.requestId()));
    } catch (RuntimeException defect) {
      LOG.error("a message failed, request {}", message.requestId(), defect);
      return told(Problem.internal(message.requestId()));
    }
  }

  /** The connection has ended. */
  void end(SocketMessage message) {
    subscriptions.removeAll(message);
  }

  private String answerOrRefuse(SocketMessage message) throws JsonException, Refusal {
    if (message.body().length() > LONGEST_MESSAGE) {
      throw new Refusal(
          Problem.of(
              413,
              "message_too_large",
              "A message may have %,d characters. Send several.".formatted(LONGEST_MESSAGE)));
    }
    JsonObject wish = Json.object(message.body());
    return switch (wish.requiredString("action")) {
      case "ping" -> simple("pong");
      case "subscribe" -> subscribed(message, SubscribeForm.read(wish));
      case "unsubscribe" -> unsubscribed(message, wish);
      default -> throw new JsonException("action", "must be subscribe, unsubscribe or ping");
    };
  }

  private String subscribed(SocketMessage message, SubscribeForm form) throws Refusal {
    OpenJobs found = subscriptions.add(message, form);
    Instant now = clock.instant();
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "subscribed");
          json.writeBooleanField("all_jobs", form.allJobs());
          json.writeArrayFieldStart("jobs");
          for (OpenedJob opened : found.opened()) {
            write(opened.job(), Optional.of(opened.token()), now, json);
          }
          for (Job own : found.own()) {
            write(own, Optional.empty(), now, json);
          }
          json.writeEndArray();
          texts("invalid_tokens", found.invalidTokens(), json);
          texts("invalid_job_ids", found.invalidJobIds(), json);
          json.writeEndObject();
        });
  }

  private String unsubscribed(SocketMessage message, JsonObject wish) throws JsonException {
    if (wish.bool("all").orElse(false)) {
      subscriptions.removeAll(message);
      return simple("unsubscribed");
    }
    List<String> named =
        wish.strings("job_ids")
            .orElseThrow(
                () -> new JsonException("job_ids", "is missing; name jobs, or say all: true"));
    if (named.size() > SubscribeForm.MOST_NAMED) {
      throw new JsonException(
          "job_ids", "may be at most %d in a message".formatted(SubscribeForm.MOST_NAMED));
    }
    Set<JobId> ids = new HashSet<>();
    named.forEach(text -> JobId.parse(text).ifPresent(ids::add));
    subscriptions.remove(message, ids);
    return simple("unsubscribed");
  }

  private static void write(Job job, Optional<String> token, Instant now, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("version", FrameVersion.of(job).text());
    if (token.isPresent()) {
      json.writeStringField("access_token", token.get());
    }
    json.writeFieldName("job");
    JobNews.write(job, ShownProgress.of(job, now), json);
    json.writeEndObject();
  }

  private static void texts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static String simple(String type) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", type);
          json.writeEndObject();
        });
  }

  private static String told(Problem problem) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "error");
          json.writeStringField("code", problem.code());
          json.writeStringField("detail", problem.detail());
          json.writeEndObject();
        });
  }
}
