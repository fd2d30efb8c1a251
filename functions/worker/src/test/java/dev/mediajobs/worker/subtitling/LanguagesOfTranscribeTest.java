package dev.mediajobs.worker.subtitling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Languages;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.transcribe.model.LanguageCode;

class LanguagesOfTranscribeTest {

  @Test
  void theLanguagesWeTakeAreThoseThatTranscribeTakes() {
    TreeSet<String> known = new TreeSet<>();
    LanguageCode.knownValues().forEach(code -> known.add(code.toString()));

    assertThat(Languages.all()).isEqualTo(known);
  }
}
