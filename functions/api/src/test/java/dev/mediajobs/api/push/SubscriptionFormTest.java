package dev.mediajobs.api.push;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Refused;
import dev.mediajobs.api.http.Requests;
import dev.mediajobs.outbound.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFormTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ENDPOINT = "https://push.example.net/push/abc";
  private static final String KEYS =
      "{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\","
          + "\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}";

  @Test
  void whatABrowserSaysOfItsSubscriptionIsTakenAsItIs() throws Exception {
    SubscriptionForm form =
        read(
            """
            {"endpoint":"%s","expirationTime":null,"keys":%s,"tokens":["b","a","b"]}
            """
                .formatted(ENDPOINT, KEYS));

    assertThat(form.subscription().endpoint()).isEqualTo(ENDPOINT);
    assertThat(form.subscription().keys().auth()).isEqualTo("BTBZMqHH6r4Tts7J_aSIgg");
    assertThat(form.end()).isEmpty();
    assertThat(form.tokens()).containsExactly("b", "a");
    assertThat(form.allJobs()).isFalse();
    assertThat(form.toString()).doesNotContain("push.example.net");
  }

  @Test
  void allJobsAndAnEndCanBeSaid() throws Exception {
    SubscriptionForm form =
        read(
            """
            {"endpoint":"%s","expirationTime":1772452800000,"keys":%s,"all_jobs":true}
            """
                .formatted(ENDPOINT, KEYS));

    assertThat(form.end()).contains(Instant.parse("2026-03-02T12:00:00Z"));
    assertThat(form.allJobs()).isTrue();
    assertThat(form.tokens()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://push.example.net/",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://user@push.example.net/",
        "https://push.example.net/#there",
        "ftp://push.example.net/",
        "nonsense"
      })
  void anEndpointThatLeadsWhereNoRequestMayGoIsRefused(String endpoint) {
    assertThat(
            fieldsOf(
                "{\"endpoint\":\"%s\",\"keys\":%s,\"tokens\":[\"a\"]}".formatted(endpoint, KEYS)))
        .containsExactly("endpoint");
  }

  @Test
  void anEndpointThatIsTooLongIsRefused() {
    assertThat(
            fieldsOf(
                "{\"endpoint\":\"%s\",\"keys\":%s,\"tokens\":[\"a\"]}"
                    .formatted(ENDPOINT + "a".repeat(2048), KEYS)))
        .containsExactly("endpoint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | keys",
        "'secret' | keys",
        "{} | keys.p256dh",
        "{'p256dh':'AAAA','auth':'BTBZMqHH6r4Tts7J_aSIgg'} | keys.p256dh"
      },
      quoteCharacter = '`')
  void keysThatAreNoneAreRefused(String keys, String field) {
    assertThat(
            fieldsOf(
                "{\"endpoint\":\"%s\",\"tokens\":[\"a\"],\"keys\":%s}"
                    .formatted(ENDPOINT, keys.replace('\'', '"'))))
        .containsExactly(field);
  }

  @Test
  void aSharedSecretOfAnotherLengthIsRefused() {
    assertThat(
            fieldsOf(
                "{\"endpoint\":\"%s\",\"tokens\":[\"a\"],\"keys\":%s}"
                    .formatted(ENDPOINT, KEYS.replace("aSIgg", "aSI"))))
        .containsExactly("keys.auth");
  }

  @Test
  void whoNamesNothingOrTooMuchIsRefused() {
    String rest = "{\"endpoint\":\"%s\",\"keys\":%s".formatted(ENDPOINT, KEYS);
    String tokens =
        IntStream.rangeClosed(1, 51).mapToObj("\"%d\""::formatted).collect(joining(","));

    assertThat(fieldsOf(rest + "}")).containsExactly("tokens");
    assertThat(fieldsOf(rest + ",\"tokens\":[]}")).containsExactly("tokens");
    assertThat(fieldsOf(rest + ",\"tokens\":7}")).containsExactly("tokens");
    assertThat(fieldsOf(rest + ",\"tokens\":[" + tokens + "],\"all_jobs\":true}"))
        .containsExactly("tokens");
    assertThat(fieldsOf(rest + ",\"all_jobs\":\"yes\"}")).containsExactly("all_jobs");
    assertThat(fieldsOf(rest + ",\"all_jobs\":true,\"expirationTime\":1}"))
        .containsExactly("expirationTime");
  }

  private static List<String> fieldsOf(String body) {
    List<String> fields = new ArrayList<>();
    Refused.problemOf(() -> read(body))
        .extracting(Problem::errors)
        .satisfies(errors -> errors.stream().map(FieldError::field).forEach(fields::add));
    return fields;
  }

  private static SubscriptionForm read(String body) throws Refusal {
    return SubscriptionForm.of(
        Requests.withHeader("content-type", "application/json", body), Reach.INTERNET, NOW);
  }
}
