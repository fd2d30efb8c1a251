package dev.mediajobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.worker.subtitling.TranscriptionName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private static final String PREFIX = "stack.";
  private static final JobId JOB = JobId.random();

  @Test
  void aJobIsDue() {
    assertThat(Message.of("{\"job_id\":\"%s\",\"fence\":4}".formatted(JOB), PREFIX))
        .isEqualTo(new Message.Due(JOB, 4, Optional.empty()));
  }

  @Test
  void aJobIsDueAtItsLease() {
    assertThat(
            Message.of(
                "{\"job_id\":\"%s\",\"fence\":4,\"lease_until\":1500}".formatted(JOB), PREFIX))
        .isEqualTo(new Message.Due(JOB, 4, Optional.of(Instant.ofEpochMilli(1500))));
  }

  @Test
  void transcribeHasNews() {
    String event =
        """
        {"version":"0","source":"aws.transcribe","detail-type":"Transcribe Job State Change",
         "detail":{"TranscriptionJobName":"stack.%s.2","TranscriptionJobStatus":"FAILED","FailureReason":"x"}}
        """
            .formatted(JOB);

    assertThat(Message.of(event, PREFIX))
        .isEqualTo(new Message.TranscriptionEnded(new TranscriptionName(PREFIX, JOB, 2)));
  }

  @Test
  void anAssetHasArrived() {
    assertThat(Message.of("{\"asset_id\":\"%s\"}".formatted(JOB), PREFIX))
        .isEqualTo(new Message.AssetArrived(JOB.value()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "null",
        "{}",
        "{\"job_id\":\"x\",\"fence\":1}",
        "{\"job_id\":\"11111111-2222-4333-8444-555555555555\"}",
        "{\"job_id\":\"11111111-2222-4333-8444-555555555555\",\"fence\":0}",
        "{\"job_id\":\"11111111-2222-4333-8444-555555555555\",\"fence\":\"1\"}",
        "{\"asset_id\":\"x\"}",
        "{\"asset_id\":7}",
        "{\"job_id\":7,\"fence\":1}",
        "{\"source\":\"aws.transcribe\"}",
        "{\"source\":\"aws.transcribe\",\"detail\":[]}",
        "{\"source\":\"aws.transcribe\",\"detail\":{\"TranscriptionJobName\":\"other.11111111-2222-4333-8444-555555555555.1\"}}",
        "{\"source\":\"aws.transcribe\",\"detail\":{\"TranscriptionJobName\":\"stack.my-own-job\"}}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
      })
  void anythingElseIsForeign(String body) {
    assertThat(Message.of(body, PREFIX)).isInstanceOf(Message.Foreign.class);
  }
}
