package dev.mediajobs.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {

  private static final String KEY =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";

  @Test
  void aBrowserThatSubscribesAgainHasTheSameName() {
    Subscription once =
        new Subscription("https://push.example.net/1", new SubscriberKeys(KEY, SECRET));
    Subscription again =
        new Subscription(
            "https://push.example.net/1", new SubscriberKeys(KEY + "=", SECRET + "=="));
    Subscription other =
        new Subscription("https://push.example.net/2", new SubscriberKeys(KEY, SECRET));

    assertThat(once.id()).matches("[0-9a-f]{64}").isEqualTo(again.id()).isNotEqualTo(other.id());
  }

  @Test
  void nothingThatIsPrintedTellsTheEndpointOrTheKeys() {
    SubscriberKeys keys = new SubscriberKeys(KEY, SECRET);

    assertThat(keys + " " + new Subscription("https://push.example.net/1", keys))
        .doesNotContain(KEY, SECRET, "example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAA",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAixA",
        "BCVxsr7N/eNgVRqvHtD0zTZsEc6+VV+JvLexhqUzORcxaOzi6+AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4=",
        "BTBZMqHH6r4Tts7J_aSIgg",
        "not base64"
      })
  void aKeyThatIsNoPointOnTheCurveIsRefused(String key) {
    assertThat(SubscriberKeys.isPublicKey(KEY)).isTrue();

    assertThat(SubscriberKeys.isPublicKey(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J_aSIggAA", "BTBZ MqHH"})
  void aSecretOfAnotherLengthIsRefused(String secret) {
    assertThat(SubscriberKeys.isSecret(secret)).isFalse();
    assertThatThrownBy(() -> new SubscriberKeys(KEY, secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(KEY);
  }
}
