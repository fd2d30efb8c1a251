package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {

  private static final String OWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final WebhookSecrets secrets = new WebhookSecrets("k".repeat(64));
  private final JobId job = JobId.random();

  @Test
  void aSecretThatNobodyBroughtIsTheSameAgainAndAnotherForEachJobAndKey() {
    String derived = secrets.derived(job);

    assertThat(derived).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secrets.of(webhook(Optional.empty())))
        .containsExactly(Base64.getDecoder().decode(derived.substring("whsec_".length())));
    assertThat(new WebhookSecrets("k".repeat(64)).derived(job)).isEqualTo(derived);
    assertThat(secrets.derived(JobId.random())).isNotEqualTo(derived);
    assertThat(new WebhookSecrets("l".repeat(64)).derived(job)).isNotEqualTo(derived);
  }

  @Test
  void secretsThatACallerBringsComeBackAsTheyWere() {
    byte[] bytes = Base64.getDecoder().decode(OWN.substring("whsec_".length()));
    String stored = secrets.seal(job, OWN + " " + OWN);

    assertThat(stored).doesNotContain(OWN).isNotEqualTo(secrets.seal(job, OWN + " " + OWN));
    assertThat(secrets.of(webhook(Optional.of(stored)))).containsExactly(bytes, bytes);
  }

  @Test
  void whatIsStoredWithAnotherJobOrKeyOpensNothing() {
    String foreign = secrets.seal(JobId.random(), OWN);
    String ofOtherKey = new WebhookSecrets("l".repeat(64)).seal(job, OWN);

    assertThatThrownBy(() -> secrets.of(webhook(Optional.of(foreign))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secrets.of(webhook(Optional.of(ofOtherKey))))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS?",
        OWN + " ",
        OWN + " " + OWN + " " + OWN + " " + OWN
      })
  void whatIsNotSpelledAsTheStandardWantsIsNoSecret(String text) {
    assertThat(WebhookSecrets.areSecrets(text)).isFalse();
  }

  @Test
  void nothingThatIsLoggedOfACallbackTellsItsAddressOrSecrets() {
    assertThat(webhook(Optional.of("sealed")).toString()).doesNotContain("example", "sealed");
  }

  private Webhook webhook(Optional<String> stored) {
    return new Webhook(job, "https://example.com/", stored, false, Samples.NOW);
  }
}
