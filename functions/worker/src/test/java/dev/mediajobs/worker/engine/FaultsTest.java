package dev.mediajobs.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultsTest {

  private static Exception service(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  @Test
  void theNetworkAndAnOverloadedServicePass() {
    assertThat(Faults.arePassing(service(503, "SlowDown"))).isTrue();
    assertThat(Faults.arePassing(service(400, "ThrottlingException"))).isTrue();
    assertThat(Faults.arePassing(SdkClientException.create("no route"))).isTrue();
    assertThat(Faults.arePassing(new IOException("reset"))).isTrue();
  }

  @Test
  void aConflictWithATransactionPasses() {
    assertThat(Faults.arePassing(TransactionConflictException.builder().statusCode(400).build()))
        .isTrue();
  }

  @Test
  void mistakesStay() {
    assertThat(Faults.arePassing(service(403, "AccessDenied"))).isFalse();
    assertThat(Faults.arePassing(new IllegalStateException("bug"))).isFalse();
  }
}
