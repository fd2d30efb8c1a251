package dev.mediajobs.jobs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which job has already made of the same source, with the same settings, what another one asks for.
 * Only a digest that was computed here counts; what a client claims about its file opens nothing.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class Originals {

  private static final String SORT = "original";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final JobStore jobs;

  /** In {@code table}. */
  public Originals(DynamoDbClient dynamoDb, String table, JobStore jobs) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.jobs = jobs;
  }

  /**
   * Lets later jobs find the result that {@code job} is about to have. What is written here is only
   * a hint: whoever follows it looks whether the job was completed indeed.
   *
   * @param digest the SHA-256 of its source
   */
  public void remember(Job job, String digest) {
    Attributes row = new Attributes(key(job, digest));
    row.text("job_id", job.id().toString());
    row.number("expires_at", Math.ceilDiv(job.times().retainedUntil().toEpochMilli(), 1000L));
    dynamoDb.putItem(put -> put.tableName(table).item(row.toMap()));
  }

  /**
   * The completed job whose result {@code job} may copy; empty when there is none.
   *
   * @param digest the SHA-256 of its source
   */
  public Optional<Job> find(Job job, String digest) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(key(job, digest)).consistentRead(true))
            .item();
    return new Attributes(item)
        .findText("job_id")
        .flatMap(JobId::parse)
        .flatMap(jobs::find)
        .filter(original -> original.result().isPresent());
  }

  private static Map<String, AttributeValue> key(Job job, String digest) {
    List<String> wanted = new ArrayList<>(List.of(job.type().text(), digest));
    wanted.addAll(SettingsRow.distinction(job.settings()));
    byte[] text = String.join("\n", wanted).getBytes(StandardCharsets.UTF_8);
    return Attributes.key("original#" + Sha256.of(text), SORT);
  }
}
