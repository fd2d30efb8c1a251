package dev.mediajobs.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interview.mp4            | interview.srt
          no ending                | no ending.srt
          archive.tar.gz           | archive.tar.srt
          Dr. Who, part 1          | Dr. Who, part 1.srt
          ../../etc/passwd         | passwd.srt
          C:\\Videos\\clip.mov     | clip.srt
          a:b*c?.mp4               | a_b_c_.srt
          CON.mp4                  | _CON.srt
          com1                     | _com1.srt
          LPT9.backup.mp4          | _LPT9.backup.srt
          console.mp4              | console.srt
          .hidden.mp4              | hidden.srt
          ...                      | subtitles.srt
          ../                      | subtitles.srt
          trailing dots... .mp4    | trailing dots.srt
          """)
  void theNameIsTheUploadsWithTheNewEnding(String upload, String download) {
    assertThat(DownloadName.of(upload, "srt").value()).isEqualTo(download);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b.mp4",
        "a\r\nSet-Cookie: x=y.mp4",
        "a\u202Egpj.exe",
        "a\u2066b\u2069.mp4",
        "tab\tbell\u0007.mp4",
        "\u0085next\u2028line.mp4",
        "100%25.mp4",
        "日本語 – ελληνικά.mp4",
        "👩‍👩‍👧‍👦 family.mp4",
        "it's 5 o'clock; filename=x.mp4"
      })
  void theHeaderIsOneLineOfPlainAscii(String upload) {
    String header = DownloadName.of(upload, "vtt").disposition();

    assertThat(header)
        .matches(
            "attachment; filename=\"[ !#$&-\\[\\]-~]+\\.vtt\";"
                + " filename\\*=UTF-8''[!#$&+.^_`|~%A-Za-z0-9-]+\\.vtt")
        .doesNotContain("%0D", "%0A", "%E2%80%AE", "%E2%81%A6", "%07");
  }

  @Test
  void theFullNameSurvivesInTheHeader() {
    DownloadName name = DownloadName.of("Ünï – 日本 🎬.mp4", "srt");

    assertThat(name.value()).isEqualTo("Ünï – 日本 🎬.srt");
    assertThat(decoded(name)).isEqualTo("Ünï – 日本 🎬.srt");
    assertThat(name.disposition()).startsWith("attachment; filename=\"_n_ _ __ _.srt\";");
  }

  @Test
  void aVeryLongNameIsCutAndKeepsTheNewEnding() {
    String name = DownloadName.of("x".repeat(1000) + ".mp4", "json").value();

    assertThat(name).isEqualTo("x".repeat(150) + ".json");
  }

  @Test
  void aCutNeverSplitsAFamilyOfEmoji() {
    String family = "👩‍👩‍👧‍👦";

    assertThat(DownloadName.of(family.repeat(90), "srt").value())
        .isEqualTo(family.repeat(8) + ".srt");
  }

  @Test
  void oneEndlessCharacterStillGivesAName() {
    assertThat(DownloadName.of("e" + "\u0301".repeat(900), "srt").value())
        .isEqualTo("subtitles.srt");
  }

  @Test
  void halfASurrogatePairDoesNoHarm() {
    assertThat(DownloadName.of("a\uD800b.mp4", "srt").value()).isEqualTo("a_b.srt");
  }

  private static String decoded(DownloadName name) {
    String header = name.disposition();
    String encoded = header.substring(header.indexOf("''") + 2).replace("+", "%2B");
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
