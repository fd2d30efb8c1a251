package dev.mediajobs.local.polly;

import dev.mediajobs.local.voice.Manner;
import java.util.List;
import java.util.Optional;

/**
 * A voice of the service.
 *
 * @param id its name in requests, in ASCII
 * @param name its name for people
 * @param gender Female or Male
 * @param language the code of its language
 * @param additionalLanguages codes of languages that it speaks as well
 * @param engines that it can be made by
 * @param manner how it sounds here; empty if it does not speak English
 */
record PollyVoice(
    String id,
    String name,
    String gender,
    String language,
    List<String> additionalLanguages,
    List<Engine> engines,
    Optional<Manner> manner) {

  PollyVoice {
    additionalLanguages = List.copyOf(additionalLanguages);
    engines = List.copyOf(engines);
  }

  boolean speaks(String code) {
    return language.equals(code) || additionalLanguages.contains(code);
  }
}
