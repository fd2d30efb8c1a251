package dev.mediajobs.local.polly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.speech.KnownVoices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.polly.model.DescribeVoicesResponse;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.polly.model.Gender;
import software.amazon.awssdk.services.polly.model.InvalidNextTokenException;
import software.amazon.awssdk.services.polly.model.LanguageCode;
import software.amazon.awssdk.services.polly.model.PollyException;
import software.amazon.awssdk.services.polly.model.Voice;
import software.amazon.awssdk.services.polly.model.VoiceId;

/** DescribeVoices. */
final class PollyVoicesTest {

  @Test
  void allVoicesComeInOneAnswerAndTheClientKnowsThemAll() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      DescribeVoicesResponse answer = polly.client().describeVoices();

      assertThat(answer.nextToken()).isNull();
      assertThat(answer.voices()).hasSize(100);
      assertThat(answer.voices())
          .noneMatch(voice -> voice.id() == VoiceId.UNKNOWN_TO_SDK_VERSION)
          .noneMatch(voice -> voice.gender() == Gender.UNKNOWN_TO_SDK_VERSION)
          .noneMatch(voice -> voice.languageCode() == LanguageCode.UNKNOWN_TO_SDK_VERSION)
          .noneMatch(voice -> voice.supportedEngines().contains(Engine.UNKNOWN_TO_SDK_VERSION));
    }
  }

  @Test
  void theApiKnowsTheSameVoicesAndTheirLanguages() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      Map<String, List<String>> described = new TreeMap<>();
      for (Voice voice : polly.client().describeVoices().voices()) {
        List<String> languages = new ArrayList<>(List.of(voice.languageCodeAsString()));
        languages.addAll(voice.additionalLanguageCodesAsStrings());
        described.put(voice.idAsString(), languages);
      }

      assertThat(KnownVoices.ofPolly(Set.of()).languages()).isEqualTo(described);
    }
  }

  @Test
  void aVoiceIsDescribedAsTheRealServiceDoes() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      Voice lea = voice(polly.client(), VoiceId.LEA);
      Voice aditi = voice(polly.client(), VoiceId.ADITI);

      assertThat(lea.name()).isEqualTo("Léa");
      assertThat(lea.gender()).isEqualTo(Gender.FEMALE);
      assertThat(lea.languageCode()).isEqualTo(LanguageCode.FR_FR);
      assertThat(lea.languageName()).isEqualTo("French");
      assertThat(lea.supportedEngines())
          .containsExactly(Engine.GENERATIVE, Engine.NEURAL, Engine.STANDARD);
      assertThat(lea.hasAdditionalLanguageCodes()).isFalse();
      assertThat(aditi.additionalLanguageCodes()).containsExactly(LanguageCode.HI_IN);
    }
  }

  private static Voice voice(PollyClient client, VoiceId id) {
    return client.describeVoices().voices().stream()
        .filter(voice -> voice.id() == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void voicesAreFilteredByLanguageAndEngine() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      List<Voice> neuralBritish =
          polly
              .client()
              .describeVoices(describe -> describe.languageCode("en-GB").engine("neural"))
              .voices();

      assertThat(neuralBritish)
          .extracting(Voice::idAsString)
          .containsExactly("Amy", "Arthur", "Brian", "Emma");
    }
  }

  @Test
  void additionalLanguagesCountOnlyOnRequest() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      assertThat(polly.client().describeVoices(describe -> describe.languageCode("hi-IN")).voices())
          .isEmpty();
      assertThat(
              polly
                  .client()
                  .describeVoices(
                      describe ->
                          describe.languageCode("hi-IN").includeAdditionalLanguageCodes(true))
                  .voices())
          .extracting(Voice::idAsString)
          .containsExactly("Aditi", "Kajal");
    }
  }

  @Test
  void pagesFollowEachOtherToTheEnd() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults().withVoicesPerPage(7))) {
      List<String> ids = new ArrayList<>();
      Optional<String> token = Optional.empty();
      do {
        String next = token.orElse(null);
        DescribeVoicesResponse page =
            polly.client().describeVoices(describe -> describe.engine("neural").nextToken(next));
        assertThat(page.voices()).hasSizeBetween(1, 7);
        page.voices().forEach(voice -> ids.add(voice.idAsString()));
        token = Optional.ofNullable(page.nextToken());
      } while (token.isPresent());

      assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }
  }

  @Test
  void aTokenThatNobodyGaveIsRefused() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      assertThatThrownBy(
              () -> polly.client().describeVoices(describe -> describe.nextToken("made-up")))
          .isInstanceOf(InvalidNextTokenException.class);
    }
  }

  @Test
  void anUnknownFilterIsRefused() throws Exception {
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults())) {
      assertThatThrownBy(
              () ->
                  polly
                      .client()
                      .describeVoices(describe -> describe.languageCode("xx").engine("turbo")))
          .isInstanceOf(PollyException.class)
          .hasMessageContaining("2 validation errors detected: Value 'turbo' at 'engine'");
    }
  }
}
