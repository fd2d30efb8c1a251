package dev.mediajobs.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void aBatchIsDueAsSoonAsItIsFull() {
    Batches batches = new Batches(2, LONG);
    batches.add(List.of(record("1", 10)));
    assertThat(batches.due(false)).isEmpty();

    batches.add(List.of(record("2", 10), record("3", 10)));

    assertThat(batches.due(false).orElseThrow())
        .extracting(StreamRecord::sequenceNumber)
        .containsExactly("1", "2");
    assertThat(batches.due(false)).isEmpty();
  }

  @Test
  void withoutAWindowNothingWaits() {
    Batches batches = new Batches(100, Duration.ZERO);
    batches.add(List.of(record("1", 10)));

    assertThat(batches.due(false).orElseThrow()).hasSize(1);
    assertThat(batches.isEmpty()).isTrue();
  }

  @Test
  void whatIsLeftOfAnEndedShardWaitsForNothing() {
    Batches batches = new Batches(100, LONG);
    batches.add(List.of(record("1", 10)));

    assertThat(batches.due(true).orElseThrow()).hasSize(1);
  }

  @Test
  void aBatchFitsIntoAnEvent() {
    Batches batches = new Batches(100, LONG);
    batches.add(List.of(record("1", 4_000_000), record("2", 4_000_000), record("3", 10)));

    assertThat(batches.due(false).orElseThrow())
        .extracting(StreamRecord::sequenceNumber)
        .containsExactly("1");
    assertThat(batches.due(false)).isEmpty();
    assertThat(batches.due(true).orElseThrow())
        .extracting(StreamRecord::sequenceNumber)
        .containsExactly("2", "3");
  }

  private static StreamRecord record(String sequenceNumber, int bytes) {
    return new StreamRecord(
        sequenceNumber, Instant.EPOCH, JsonNodeFactory.instance.objectNode(), bytes);
  }
}
