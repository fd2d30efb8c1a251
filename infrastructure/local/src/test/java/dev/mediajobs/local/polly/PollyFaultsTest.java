package dev.mediajobs.local.polly;

import static dev.mediajobs.local.polly.PollyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.polly.model.PollyException;
import software.amazon.awssdk.services.polly.model.ServiceFailureException;

/** What goes wrong on purpose. */
final class PollyFaultsTest {

  private static final Pattern UNLUCKY = Pattern.compile("unlucky");

  private static PollyFixture with(Fault fault) throws Exception {
    return PollyFixture.start(PollyOptions.defaults().withFaults(fault));
  }

  @Test
  void throttlingEndsAfterItsNumberOfRequests() throws Exception {
    try (PollyFixture polly = with(new Fault.Throttled(UNLUCKY, 2))) {
      for (int i = 0; i < 2; i++) {
        PollyException refusal =
            catchThrowableOfType(PollyException.class, () -> polly.speak(request("unlucky one")));
        assertThat(refusal.isThrottlingException()).isTrue();
        assertThat(polly.speak(request("fine")).asByteArray()).isNotEmpty();
      }
      assertThat(polly.speak(request("unlucky one")).asByteArray()).isNotEmpty();
    }
  }

  @Test
  void aServiceFailureIsAnErrorOfTheServer() throws Exception {
    try (PollyFixture polly = with(new Fault.ServiceFailure(UNLUCKY, 1))) {
      assertThatThrownBy(() -> polly.speak(request("unlucky")))
          .isInstanceOf(ServiceFailureException.class)
          .extracting(failure -> ((ServiceFailureException) failure).statusCode())
          .isEqualTo(500);
      assertThat(polly.speak(request("unlucky")).asByteArray()).isNotEmpty();
    }
  }

  @Test
  void aWrongPolicyNeverEnds() throws Exception {
    try (PollyFixture polly = with(new Fault.AccessDenied(UNLUCKY))) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> polly.speak(request("unlucky")))
            .isInstanceOf(PollyException.class)
            .hasMessageContaining("not authorized to perform: polly:SynthesizeSpeech");
      }
    }
  }

  @Test
  void aSlowAnswerComesLateButComes() throws Exception {
    Duration delay = Duration.ofMillis(700);
    try (PollyFixture polly = with(new Fault.Slow(UNLUCKY, delay))) {
      long before = System.nanoTime();
      assertThat(polly.speak(request("unlucky")).asByteArray()).isNotEmpty();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(delay);
    }
  }

  @Test
  void aDelayBeyondTenMinutesIsRefused() {
    assertThatThrownBy(() -> new Fault.Slow(UNLUCKY, Duration.ofMinutes(11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ten minutes");
  }
}
