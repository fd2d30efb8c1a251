package dev.mediajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mediajobs.jobs.NoiseRemovalSettings;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.SubtitleSettings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GivenSettingsTest {

  private static final InboxKey PLAIN = new InboxKey("inbox/talk.mp4");

  @Test
  void whereNothingIsSaidSubtitlesAreMadeForNobodyInParticular() throws Exception {
    Map<String, String> given = GivenSettings.of(PLAIN, Map.of("mtime", "17"), Optional.empty());

    assertThat(given).isEmpty();
    assertThat(Wish.of(given)).isEqualTo(new Wish(Optional.empty(), SubtitleSettings.DEFAULT));
  }

  @Test
  void metadataCountsMoreThanTheSidecarAndThatMoreThanTheFolders() throws Exception {
    Map<String, String> given =
        GivenSettings.of(
            new InboxKey("inbox/language=de/owner=alice/2026/num_speakers=2/talk.mp4"),
            Map.of("mediajobs-language", "fr-FR", "mediajobs-max-speakers", "4"),
            Optional.of("{\"owner\":\"bob\",\"language\":\"pt\",\"denoise\":true,\"type\":null}"));

    assertThat(Wish.of(given))
        .isEqualTo(
            new Wish(
                Optional.of(new Owner("bob")),
                new SubtitleSettings(
                    Optional.of("fr-FR"),
                    false,
                    OptionalInt.of(2),
                    OptionalInt.empty(),
                    OptionalInt.of(4),
                    true)));
  }

  @Test
  void theFilesOwnNameIsNoSetting() throws Exception {
    assertThat(GivenSettings.of(new InboxKey("inbox/language=de.mp4"), Map.of(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void aFolderMayHoldMoreThanOneEqualsSign() throws Exception {
    Map<String, String> given =
        GivenSettings.of(new InboxKey("inbox/owner=a=b/talk.mp4"), Map.of(), Optional.empty());

    assertThat(Wish.of(given).owner()).contains(new Owner("a=b"));
  }

  @Test
  void noiseRemovalHasSettingsOfItsOwn() throws Exception {
    assertThat(Wish.of(Map.of("type", "noise-removal", "video", "true")).settings())
        .isEqualTo(new NoiseRemovalSettings(true));
    assertThatExceptionOfType(RefusedObjectException.class)
        .isThrownBy(() -> Wish.of(Map.of("video", "true")))
        .withMessageStartingWith("video is no setting of subtitle-generation; there are ");
  }
}
