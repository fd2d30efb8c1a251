package dev.mediajobs.local.faults;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.StorageClass;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
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

  /** What the keys of all objects begin with that belong to the rows there are. */
  public List<String> prefixes() {
    return rows().flatMap(row -> prefix(text(row, "pk")).stream()).toList();
  }

  private static Optional<String> prefix(String partition) {
    String[] words = partition.split("#", 2);
    return switch (words[0]) {
      case "job" -> JobId.parse(words[1]).map(id -> MediaStore.prefixOf(StorageClass.WEEK, id));
      case "upload" -> Optional.of(Upload.keyOf(words[1]));
      default -> Optional.empty();
    };
  }

  /** The keys of the objects that begin with one of these. */
  List<String> objects(List<String> prefixes) {
    return prefixes.stream()
        .flatMap(
            prefix ->
                grounds
                    .s3()
                    .listObjectsV2(list -> list.bucket(grounds.bucket()).prefix(prefix))
                    .contents()
                    .stream())
        .map(S3Object::key)
        .toList();
  }

  /** The keys that begin with one of these and that somebody has begun to upload in parts. */
  List<String> unfinished(List<String> prefixes) {
    return grounds
        .s3()
        .listMultipartUploads(list -> list.bucket(grounds.bucket()))
        .uploads()
        .stream()
        .map(MultipartUpload::key)
        .filter(key -> prefixes.stream().anyMatch(key::startsWith))
        .toList();
  }

  /** How many bytes an object has. */
  long size(String key) {
    return grounds.s3().headObject(head -> head.bucket(grounds.bucket()).key(key)).contentLength();
  }

  /**
   * Deletes the rows whose time is over at some instant, as DynamoDB does; gives what they said.
   */
  List<Map<String, AttributeValue>> deleteExpired(Instant now) {
    List<Map<String, AttributeValue>> expired =
        rows()
            .filter(
                row ->
                    Optional.ofNullable(row.get("expires_at"))
                        .map(until -> Instant.ofEpochSecond(Long.parseLong(until.n())))
                        .filter(now::isAfter)
                        .isPresent())
            .toList();
    expired.forEach(
        row ->
            grounds
                .dynamoDb()
                .deleteItem(
                    delete ->
                        delete
                            .tableName(table)
                            .key(
                                Map.of(
                                    "pk", AttributeValue.fromS(text(row, "pk")),
                                    "sk", AttributeValue.fromS(text(row, "sk"))))));
    return expired;
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).orElseThrow().s();
  }

  /** How many times workers began jobs. */
  public int attempts() {
    return rows()
        .flatMap(item -> Optional.ofNullable(item.get("attempt")).stream())
        .mapToInt(attempt -> Integer.parseInt(attempt.n()))
        .sum();
  }

  private List<String> partitions(String prefix) {
    return rows().map(row -> text(row, "pk")).filter(key -> key.startsWith(prefix)).toList();
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
