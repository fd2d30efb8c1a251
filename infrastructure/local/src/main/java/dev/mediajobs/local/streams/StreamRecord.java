package dev.mediajobs.local.streams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A change of a row, as Lambda tells it to a function ("Using AWS Lambda with Amazon DynamoDB").
 *
 * @param sequenceNumber its place in its shard
 * @param written when the change was made, to the second
 * @param json the record in the event
 * @param bytes the size of that
 */
record StreamRecord(String sequenceNumber, Instant written, ObjectNode json, int bytes) {

  static StreamRecord of(Record record, StreamSource source) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("eventID", record.eventID());
    json.put("eventName", record.eventNameAsString());
    json.put("eventVersion", record.eventVersion());
    json.put("eventSource", "aws:dynamodb");
    json.put("awsRegion", source.region());
    var change = record.dynamodb();
    ObjectNode row = json.putObject("dynamodb");
    row.put("ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    row.set("Keys", AttributeJson.row(change.keys()));
    if (change.hasNewImage()) {
      row.set("NewImage", AttributeJson.row(change.newImage()));
    }
    if (change.hasOldImage()) {
      row.set("OldImage", AttributeJson.row(change.oldImage()));
    }
    row.put("SequenceNumber", change.sequenceNumber());
    row.put("SizeBytes", change.sizeBytes());
    row.put("StreamViewType", change.streamViewTypeAsString());
    if (record.userIdentity() != null) {
      ObjectNode identity = json.putObject("userIdentity");
      identity.put("type", record.userIdentity().type());
      identity.put("principalId", record.userIdentity().principalId());
    }
    json.put("eventSourceARN", source.streamArn());
    return new StreamRecord(
        change.sequenceNumber(),
        change.approximateCreationDateTime(),
        json,
        json.toString().getBytes(StandardCharsets.UTF_8).length);
  }

  /** The event of a batch. */
  static byte[] event(List<StreamRecord> batch) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    var records = event.putArray("Records");
    batch.forEach(record -> records.add(record.json()));
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
