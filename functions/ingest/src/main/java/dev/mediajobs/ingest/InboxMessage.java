package dev.mediajobs.ingest;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a message of the inbox queue says. */
sealed interface InboxMessage {

  /**
   * S3 tells of objects that were put into the inbox.
   *
   * @param objects which; none when it tells of something else
   */
  record Created(List<CreatedObject> objects) implements InboxMessage {}

  /**
   * A job has ended that was made of an object.
   *
   * @param job which
   */
  record Ended(JobId job) implements InboxMessage {}

  /**
   * Nothing that this queue is for.
   *
   * @param problem what is wrong with it
   */
  record Foreign(String problem) implements InboxMessage {}

  /**
   * Reads the body of a message.
   *
   * @param bucket the media bucket; other buckets' objects are foreign
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
   *     message structure</a>
   */
  static InboxMessage of(String body, String bucket) {
    try {
      JsonObject json = Json.object(body);
      Optional<String> job = json.string("job_id");
      if (job.isPresent()) {
        return JobId.parse(job.get())
            .<InboxMessage>map(Ended::new)
            .orElse(new Foreign("job_id is no UUID"));
      }
      if (json.string("Event").equals(Optional.of("s3:TestEvent"))) {
        return new Created(List.of());
      }
      List<JsonObject> records = json.objects("Records");
      return records.isEmpty()
          ? new Foreign("it names neither a job nor an object")
          : created(records, bucket);
    } catch (JsonException e) {
      return new Foreign(e.getMessage());
    }
  }

  private static InboxMessage created(List<JsonObject> records, String bucket)
      throws JsonException {
    List<CreatedObject> objects = new ArrayList<>();
    for (JsonObject record : records) {
      if (!record.requiredString("eventName").startsWith("ObjectCreated:")) {
        continue;
      }
      JsonObject s3 = required(record, "s3");
      if (!required(s3, "bucket").requiredString("name").equals(bucket)) {
        return new Foreign("it tells of another bucket");
      }
      JsonObject object = required(s3, "object");
      Optional<String> key = decoded(object.requiredString("key"));
      if (key.isEmpty()) {
        return new Foreign("the object's key is not URL-encoded");
      }
      InboxKey inbox = new InboxKey(key.get());
      if (!key.get().startsWith(InboxKey.PREFIX) || !inbox.isMedia()) {
        continue;
      }
      if (inbox.isTooLong()) {
        return new Foreign(
            "the object's key has more than %d bytes; no results could lie beside it"
                .formatted(InboxKey.LONGEST));
      }
      objects.add(
          new CreatedObject(
              inbox, object.requiredString("eTag"), object.string("sequencer").orElse("")));
    }
    return new Created(objects);
  }

  private static JsonObject required(JsonObject parent, String name) throws JsonException {
    return parent.object(name).orElseThrow(() -> new JsonException(name, "is missing"));
  }

  /** As S3 encodes keys: a form's way, with a plus sign for a blank. */
  private static Optional<String> decoded(String key) {
    try {
      return Optional.of(URLDecoder.decode(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
