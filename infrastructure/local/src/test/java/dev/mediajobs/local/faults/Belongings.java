package dev.mediajobs.local.faults;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.SubtitleResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the table and in the bucket. */
public record Belongings(Grounds grounds, String table) {

  /** The keys of the rows that say which slots are taken. */
  public List<String> slotsTaken() {
    return partitions("pool#");
  }

  /** The keys of the rows of jobs. */
  public List<String> jobs() {
    return partitions("job#");
  }

  /** How many times workers began jobs. */
  public int attempts() {
    return rows()
        .flatMap(item -> Optional.ofNullable(item.get("attempt")).stream())
        .mapToInt(attempt -> Integer.parseInt(attempt.n()))
        .sum();
  }

  private List<String> partitions(String prefix) {
    return rows()
        .map(item -> Optional.ofNullable(item.get("pk")).orElseThrow().s())
        .filter(key -> key.startsWith(prefix))
        .toList();
  }

  private Stream<Map<String, AttributeValue>> rows() {
    return grounds
        .dynamoDb()
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream();
  }

  /** The objects that a completed job shows, with what would change if one were written again. */
  public Map<String, String> published(Job completed) {
    SubtitleResult result = completed.result(SubtitleResult.class).orElseThrow();
    return grounds
        .s3()
        .listObjectsV2(list -> list.bucket(grounds.bucket()).prefix(result.prefix()))
        .contents()
        .stream()
        .filter(object -> object.key().startsWith(result.prefix() + "subtitles."))
        .collect(
            Collectors.toMap(
                S3Object::key, object -> object.eTag() + " of " + object.lastModified()));
  }

  /** The text of an object. */
  public String text(String key) {
    return grounds
        .s3()
        .getObjectAsBytes(get -> get.bucket(grounds.bucket()).key(key))
        .asString(StandardCharsets.UTF_8);
  }
}
