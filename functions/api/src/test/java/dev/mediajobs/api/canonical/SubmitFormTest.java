package dev.mediajobs.api.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.api.http.Body;
import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Refused;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.Callback;
import dev.mediajobs.api.jobs.Wish;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.outbound.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitFormTest {

  @Test
  void keyAndNameAreEnough() throws Exception {
    Wish wish = read("{\"key\":\"k\",\"filename\":\"a.mp4\"}");

    assertThat(wish.key()).isEqualTo("k");
    assertThat(wish.filename()).contains("a.mp4");
    assertThat(wish.claimedBytes()).isEmpty();
    assertThat(wish.claimedHash()).isEmpty();
    assertThat(wish.settings()).isEqualTo(SubtitleSettings.DEFAULT);
  }

  @Test
  void everythingCanBeSaid() throws Exception {
    Wish wish =
        read(
            """
            {"key":"k","filename":"a.mp4","file_size_bytes":7,"video_hash":"%s","language":"en_us",
             "force_language":true,"num_speakers":2,"min_speakers":1,"max_speakers":30}
            """
                .formatted("AB".repeat(32)));

    assertThat(wish.claimedBytes()).hasValue(7);
    assertThat(wish.claimedHash()).contains("ab".repeat(32));
    assertThat(wish.settings().language()).contains("en-US");
    assertThat(wish.settings().forceLanguage()).isTrue();
    assertThat(wish.settings().numSpeakers()).hasValue(2);
    assertThat(wish.settings().minSpeakers()).hasValue(1);
    assertThat(wish.settings().maxSpeakers()).hasValue(30);
  }

  @Test
  void somebodyCanAskToBeCalledBack() throws Exception {
    String secret = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".repeat(2);
    Wish wish =
        read(
            "{\"key\":\"k\",\"filename\":\"a\",\"callback_url\":\"https://example.com/done?x=1\",\"callback_secret\":\"%s\"}"
                .formatted(secret));

    assertThat(wish.callback())
        .contains(new Callback("https://example.com/done?x=1", Optional.of(secret)));
  }

  @Test
  void whatIsNullOrUnknownCountsAsAbsent() throws Exception {
    Wish wish = read("{\"key\":\"k\",\"filename\":\"a\",\"language\":null,\"whatever\":[1]}");

    assertThat(wish.settings()).isEqualTo(SubtitleSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "language": "tlh"                        | language        | en-US
          "language": ""                           | language        | en-US
          "language": 7                            | language        | must be a string
          "callback_url": 7                        | callback_url    | must be a string
          "callback_url": "http://example.com/"    | callback_url    | must begin with https://
          "callback_url": "https://10.0.0.1/"      | callback_url    | must lead to a public address
          "callback_secret": "secret"              | callback_secret | must be whsec_
          "callback_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" | callback_secret | needs an address
          "force_language": true                   | force_language  | needs a language
          "force_language": "yes"                  | force_language  | must be true or false
          "num_speakers": 0                        | num_speakers    | between 1 and 30
          "num_speakers": 31                       | num_speakers    | between 1 and 30
          "num_speakers": 1.5                      | num_speakers    | must be a whole number
          "num_speakers": "2"                      | num_speakers    | must be a whole number
          "num_speakers": 1e999999                 | num_speakers    | between 1 and 30
          "min_speakers": 3, "max_speakers": 2     | min_speakers    | greater than max_speakers
          "num_speakers": 2, "min_speakers": 3     | num_speakers    | between min_speakers and max_speakers
          "num_speakers": 4, "max_speakers": 3     | num_speakers    | between min_speakers and max_speakers
          "file_size_bytes": -1                    | file_size_bytes | between 0 and
          "file_size_bytes": [1]                   | file_size_bytes | must be a whole number
          "video_hash": "abc"                      | video_hash      | 64 hexadecimal digits
          """)
  void whatIsWrongIsNamedWithWhatItShouldBe(String member, String field, String detail) {
    Problem problem = problem("{\"key\":\"k\",\"filename\":\"a.mp4\",%s}".formatted(member));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.problem()).contains(detail);
            });
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Problem problem = problem("{\"filename\":7,\"language\":\"xx\",\"max_speakers\":99}");

    assertThat(problem.errors())
        .extracting(FieldError::field)
        .isEqualTo(List.of("key", "filename", "language", "max_speakers"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "\"key\"", "{\"key\":\"k\"} x", "{\"a\":1,\"a\":2}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThat(problem(body))
        .returns(400, Problem::status)
        .returns("malformed_json", Problem::code);
  }

  @Test
  void aSyntaxErrorIsToldByLineAndColumn() {
    assertThat(problem("{\"key\":\n  oops}").detail()).contains("line 2, column 3");
  }

  @Test
  void endlessNestingIsRefused() {
    assertThat(problem("{\"a\":" + "[".repeat(10_000)).detail()).contains("nested too deeply");
  }

  private static Problem problem(String body) {
    return Refused.problemOf(() -> read(body)).actual();
  }

  private static Wish read(String body) throws Refusal {
    return SubmitForm.read(
        new Request(
            "r",
            "POST /api/jobs/submit",
            Map.of(),
            Map.of(),
            Map.of(),
            new Body.Text(body),
            "https://example.com"),
        Reach.INTERNET);
  }
}
