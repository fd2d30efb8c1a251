package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.Delivery;
import dev.mediajobs.speech.SentenceSplitter;
import dev.mediajobs.speech.Ssml;
import dev.mediajobs.worker.speech.Voice.Ability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.polly.model.DescribeVoicesRequest;
import software.amazon.awssdk.services.polly.model.DescribeVoicesResponse;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.TextType;

/**
 * Amazon Polly. Voices speak with the neural engine where they have it. Scripts reach it as SSML
 * with all text escaped.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html">
 *     SynthesizeSpeech</a>
 */
public final class PollyProvider implements SpeechProvider {
  /** The name by which scripts ask for it. */
  public static final String NAME = "polly";

  /**
   * Polly takes 3,000 characters that are billed and 6,000 with all markup
   * (https://docs.aws.amazon.com/polly/latest/dg/limits.html). Escaped text is kept to the first,
   * so that the second always leaves room for the tags around it.
   */
  private static final int MOST_CHARACTERS = 3000;

  /** From the best to the last resort; the last two cost several times as much. */
  private static final List<Engine> PREFERENCE =
      List.of(Engine.NEURAL, Engine.STANDARD, Engine.GENERATIVE, Engine.LONG_FORM);

  /** https://docs.aws.amazon.com/polly/latest/dg/newscaster-tag.html */
  private static final Set<String> NEWSCASTERS = Set.of("Matthew", "Joanna", "Lupe", "Amy");

  private static final String NEWS = "news";

  /** Polly had a hundred voices in 2025; a service that pages for ever is cut off. */
  private static final int MOST_PAGES = 50;

  /** All tries of one request together; a piece takes a few seconds. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

  /** What says that the text or the voice, and not we, asked too much. */
  private static final Set<String> FAULTS_OF_THE_SCRIPT =
      Set.of(
          "TextLengthExceededException",
          "InvalidSsmlException",
          "LanguageNotSupportedException",
          "EngineNotSupportedException",
          "ValidationException");

  private final PollyClient polly;

  /** An engine that is asked through this client, whose timeouts and tries apply. */
  public PollyProvider(PollyClient polly) {
    this.polly = polly;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Voice> voices() throws SpeechException, InterruptedException {
    List<Voice> voices = new ArrayList<>();
    Optional<String> token = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      DescribeVoicesRequest.Builder request =
          DescribeVoicesRequest.builder().includeAdditionalLanguageCodes(true);
      token.ifPresent(request::nextToken);
      DescribeVoicesResponse answer;
      try {
        answer = polly.describeVoices(request.build());
      } catch (SdkException e) {
        throw failure(e);
      }
      answer.voices().forEach(voice -> speaking(voice).ifPresent(voices::add));
      token = Optional.ofNullable(answer.nextToken()).filter(next -> !next.isEmpty());
      if (token.isEmpty()) {
        return List.copyOf(voices);
      }
    }
    throw SpeechException.permanent("Polly lists its voices without end", Optional.empty());
  }

  @Override
  public SentenceSplitter splitter() {
    return SentenceSplitter.of(MOST_CHARACTERS, Ssml::weight);
  }

  @Override
  public Sound synthesise(Utterance utterance, Path file, long mostBytes)
      throws SpeechException, IOException, InterruptedException {
    Voice voice = utterance.voice();
    boolean standard = voice.engine().equals(Engine.STANDARD.toString());
    SynthesizeSpeechRequest.Builder request =
        SynthesizeSpeechRequest.builder()
            .voiceId(voice.id())
            .engine(voice.engine())
            .textType(TextType.SSML)
            .text(markup(utterance.text(), utterance.delivery()).document())
            // Its uncompressed samples end at 16 kHz, and sound like a telephone.
            .outputFormat(OutputFormat.MP3)
            .sampleRate(standard ? "22050" : "24000")
            .overrideConfiguration(limits -> limits.apiCallTimeout(LONGEST_CALL));
    secondLanguage(voice, utterance.language()).ifPresent(request::languageCode);
    AnswerFile answer = new AnswerFile(file, mostBytes);
    try {
      polly.synthesizeSpeech(
          request.build(),
          (_, sound) -> {
            answer.receive(sound);
            return answer;
          });
    } catch (SdkException e) {
      AnswerFile.rethrow(e);
      throw failure(e);
    } catch (RuntimeException e) {
      AnswerFile.rethrow(e);
      throw e;
    }
    answer.check();
    return Sound.Packaged.MP3;
  }

  private static Ssml markup(String text, Delivery delivery) {
    Ssml markup = Ssml.text(text);
    if (delivery.pitch() != Delivery.PLAIN.pitch()) {
      markup = markup.atPitch(delivery.pitch());
    }
    if (delivery.rate() != Delivery.PLAIN.rate()) {
      markup = markup.atRate(delivery.rate());
    }
    return delivery.style().isPresent()
        ? markup.element("amazon:domain name=\"news\"", "amazon:domain")
        : markup;
  }

  /** The language to name to a voice that has several; its own need not be named. */
  private static Optional<String> secondLanguage(Voice voice, Optional<String> wanted) {
    return wanted.flatMap(
        tag ->
            voice.languages().stream()
                .skip(1)
                .filter(one -> one.equalsIgnoreCase(tag))
                .findFirst());
  }

  private static Optional<Voice> speaking(
      software.amazon.awssdk.services.polly.model.Voice described) {
    List<String> languages = new ArrayList<>(List.of(described.languageCodeAsString()));
    languages.addAll(described.additionalLanguageCodesAsStrings());
    return PREFERENCE.stream()
        .filter(described.supportedEngines()::contains)
        .findFirst()
        .map(
            engine -> {
              boolean news =
                  engine == Engine.NEURAL && NEWSCASTERS.contains(described.idAsString());
              return new Voice(
                  described.idAsString(),
                  engine.toString(),
                  languages,
                  abilities(engine, news),
                  news ? Set.of(NEWS) : Set.of());
            });
  }

  /** https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html */
  private static Set<Ability> abilities(Engine engine, boolean news) {
    Set<Ability> abilities = EnumSet.noneOf(Ability.class);
    if (engine == Engine.STANDARD) {
      abilities.add(Ability.PITCH);
    }
    if (engine != Engine.GENERATIVE) {
      abilities.add(Ability.RATE);
    }
    if (news) {
      abilities.add(Ability.STYLE);
    }
    return abilities;
  }

  private static SpeechException failure(SdkException e) throws InterruptedException {
    // The SDK leaves the flag as it is and throws one of several exceptions.
    if (Thread.interrupted()) {
      InterruptedException interruption =
          new InterruptedException("interrupted while asking Polly");
      interruption.initCause(e);
      throw interruption;
    }
    if (e instanceof AwsServiceException service) {
      String code =
          service.awsErrorDetails() == null
              ? ""
              : String.valueOf(service.awsErrorDetails().errorCode());
      if (service.statusCode() >= 500
          || service.isThrottlingException()
          || service.isRetryableException()) {
        return SpeechException.passing("Polly failed: " + code, e);
      }
      if (FAULTS_OF_THE_SCRIPT.contains(code)) {
        return SpeechException.badInput("", "was refused by Polly: " + code, Optional.of(e));
      }
      return SpeechException.permanent("Polly refused the request: " + code, Optional.of(e));
    }
    if (e instanceof SdkClientException) {
      return SpeechException.passing("Polly can't be reached", e);
    }
    return SpeechException.passing("Polly failed", e);
  }
}
