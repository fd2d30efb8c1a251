package dev.mediajobs.jobs;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A job's row as something else than the table shows it, such as the table's stream. */
public final class JobImage {

  private JobImage() {}

  /**
   * The job that the row tells of.
   *
   * @param row all attributes of the row
   * @throws RuntimeException of some kind when the row makes no sense
   */
  public static Job read(Map<String, AttributeValue> row) {
    return JobRow.toJob(row);
  }
}
