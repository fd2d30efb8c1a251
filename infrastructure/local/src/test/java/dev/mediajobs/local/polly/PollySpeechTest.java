package dev.mediajobs.local.polly;

import static dev.mediajobs.local.polly.PollyFixture.loudness;
import static dev.mediajobs.local.polly.PollyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.local.sample.WordError;
import dev.mediajobs.local.speech.Listener;
import dev.mediajobs.local.speech.Recordings;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.speech.Speech;
import dev.mediajobs.local.speech.SphinxRecognizer;
import dev.mediajobs.local.speech.SpokenWord;
import dev.mediajobs.local.speech.Turn;
import dev.mediajobs.worker.media.Ffmpeg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;

/** What is heard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PollySpeechTest {

  private static final String TEXT = "Good morning, and thank you for coming.";
  private static final int SECOND = 16_000;
  private static final int WAV_HEADER = 78;

  private PollyFixture polly;

  @BeforeAll
  void start() throws Exception {
    polly = PollyFixture.start(PollyOptions.defaults());
  }

  @AfterAll
  void stop() {
    polly.close();
  }

  private static SynthesizeSpeechRequest.Builder ssml(String inner) {
    return request("<speak>" + inner + "</speak>").textType("ssml");
  }

  @Test
  void speechIsUnderstoodAndItsVoicesAreToldApart() throws Exception {
    List<String> lines =
        List.of(TEXT, "We can start tomorrow morning.", "It was a pleasure to see all of you.");
    List<String> voices = List.of("Joanna", "Matthew", "Amy");
    short[] silence = Recordings.silence(Duration.ofMillis(600));
    List<short[]> parts = new ArrayList<>(List.of(silence));
    List<String> script = new ArrayList<>();
    for (int turn = 0; turn < 9; turn++) {
      String line = lines.get((turn + turn / 3) % 3);
      script.add(line);
      String voice = voices.get(turn % 3);
      parts.add(polly.samples(request(line).voiceId(voice).engine(engineOf(voice))));
      parts.add(silence);
    }
    short[] recording = Recordings.joined(parts);

    Speech speech = new Listener(SphinxRecognizer.shared()).listen(Recordings.audio(recording), 3);

    String heard = speech.words().stream().map(SpokenWord::text).collect(Collectors.joining(" "));
    String said = String.join(" ", script);
    WordError error = WordError.between(said, heard);
    System.out.printf("Word error %.0f %%: %s%n", 100 * error.rate(), heard);
    assertThat(error.rate()).isLessThan(0.4);
    assertThat(speech.turns().stream().map(Turn::speaker))
        .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "Matthew,Joanna,Brian", "Stephen,Ruth,Salli", "Joey,Amy,Arthur", "Matthew,Danielle,Ivy",
    "Brian,Emma,Stephen", "Kendra,Gregory,Kajal", "Olivia,Russell,Amy", "Justin,Matthew,Ruth"
  })
  void threeVoicesWhoseNumberIsKnownAreToldApart(String first, String second, String third)
      throws Exception {
    short[] silence = Recordings.silence(Duration.ofMillis(600));
    List<short[]> parts = new ArrayList<>(List.of(silence));
    for (String line : List.of(TEXT, "We can start tomorrow, if you want to.")) {
      for (String voice : List.of(first, second, third)) {
        parts.add(polly.samples(request(line).engine(engineOf(voice)).voiceId(voice)));
        parts.add(silence);
      }
    }

    Speech speech =
        new Listener(ScriptedRecognizer.hearing("words"))
            .listen(Recordings.audio(Recordings.joined(parts)), 3);

    // A pause at a comma may make two turns of one line: only their order counts.
    List<Integer> speakers = new ArrayList<>();
    for (Turn turn : speech.turns()) {
      if (speakers.isEmpty() || speakers.getLast() != turn.speaker()) {
        speakers.add(turn.speaker());
      }
    }
    assertThat(speakers).containsExactly(0, 1, 2, 0, 1, 2);
  }

  private static String engineOf(String voice) {
    return VoiceCatalogue.read().find(voice).orElseThrow().engines().getLast().id();
  }

  @ParameterizedTest
  @CsvSource({
    "pcm, 16000, audio/pcm",
    "pcm, 8000, audio/pcm",
    "mp3, 8000, audio/mpeg",
    "mp3, 22050, audio/mpeg",
    "mp3, 24000, audio/mpeg",
    "mp3, 48000, audio/mpeg",
    "ogg_vorbis, 8000, audio/ogg",
    "ogg_vorbis, 22050, audio/ogg",
    "ogg_vorbis, 24000, audio/ogg",
    "ogg_opus, 48000, audio/ogg"
  })
  void theSameRequestAlwaysGivesTheSameBytes(String format, String rate, String contentType) {
    SynthesizeSpeechRequest.Builder wanted =
        request(TEXT).outputFormat(format).sampleRate(rate).copy();

    ResponseBytes<SynthesizeSpeechResponse> first = polly.speak(wanted);
    polly.speak(request("Something else in between, 42 times!").voiceId("Brian"));
    ResponseBytes<SynthesizeSpeechResponse> second = polly.speak(wanted);

    assertThat(second.asByteArray()).isEqualTo(first.asByteArray()).hasSizeGreaterThan(5000);
    assertThat(first.response().contentType()).isEqualTo(contentType);
    assertThat(first.response().requestCharacters()).isEqualTo(TEXT.length());
  }

  @Test
  void encodedSpeechBeginsAsItsFormatDoes() {
    byte[] mp3 = polly.speak(request(TEXT).outputFormat("mp3")).asByteArray();
    byte[] ogg = polly.speak(request(TEXT).outputFormat("ogg_vorbis")).asByteArray();

    assertThat(new String(ogg, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("OggS");
    assertThat(new String(mp3, 0, 3, StandardCharsets.US_ASCII)).isEqualTo("ID3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "ogg_vorbis", "ogg_opus"})
  void encodedSpeechIsAsLongAndAsLoudAsWhatWasSpoken(String format, @TempDir Path folder)
      throws Exception {
    short[] spoken = polly.samples(request(TEXT));
    Path encoded = folder.resolve("encoded");
    Path decoded = folder.resolve("decoded.wav");
    Files.write(encoded, polly.speak(request(TEXT).outputFormat(format)).asByteArray());

    Ffmpeg.Finished finished =
        Ffmpeg.unpacked()
            .run(
                List.of("-i", encoded.toString(), "-ac", "1", "-ar", "16000", decoded.toString()),
                Duration.ofMinutes(1));

    assertThat(finished.succeeded()).as(finished.messages()).isTrue();
    byte[] wav = Files.readAllBytes(decoded);
    short[] heard = new short[(wav.length - WAV_HEADER) / 2];
    ByteBuffer.wrap(wav, WAV_HEADER, 2 * heard.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(heard);
    assertThat(heard.length).isCloseTo(spoken.length, within(SECOND / 20));
    assertThat(loudness(heard)).isCloseTo(loudness(spoken), within(loudness(spoken) / 5));
  }

  @Test
  void halfTheSampleRateHasHalfTheSamples() {
    int full = polly.samples(request(TEXT)).length;
    int half = polly.samples(request(TEXT).sampleRate("8000")).length;

    assertThat(half).isCloseTo(full / 2, within(16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "...",
        "?!",
        "😀",
        "👩‍👩‍👧‍👦",
        "こんにちは",
        "Привет, мир",
        "مرحبا",
        "\u0000\u0007",
        "\uD800",
        "\uDC00x\uD83D",
        "\u202E",
        "\n\n\n",
        "---",
        "'",
        "\u0301",
        "()[]{}",
        "\uFEFF"
      })
  void textThatCantBeSpokenIsAlmostSilent(String text) {
    short[] samples = polly.samples(request(text));

    assertThat(samples.length).isBetween(1, SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00",
        "007",
        "12345678901234567890",
        "3.14159",
        "10:30",
        "$5.20",
        "£3",
        "100%",
        "#1",
        "café",
        "Straße",
        "don’t",
        "“hi”",
        "1/2",
        "XVII",
        "Mr. X",
        "ＡＢＣ",
        "①",
        "Tea ☕ time",
        "&",
        "-5",
        "1e10",
        "user@example.com"
      })
  void numbersSymbolsAndAccentsAreSpoken(String text) {
    assertThat(loudness(polly.samples(request(text)))).isGreaterThan(100);
  }

  @Test
  void anyCharactersWhateverAreNoError() {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(40); j >= 0; j--) {
        text.appendCodePoint(
            random.nextBoolean() ? random.nextInt(0x250) : random.nextInt(0x1F9FF));
      }

      assertThat(polly.samples(request(text.toString()))).isNotEmpty();
    }
  }

  @Test
  void aBreakIsAsLongAsItSays() {
    int without = polly.samples(ssml("one<break time=\"0s\"/>two")).length;
    int with = polly.samples(ssml("one<break time=\"1.5s\"/>two")).length;

    assertThat(with - without).isEqualTo(3 * SECOND / 2);
  }

  @Test
  void aStrongerBreakIsLonger() {
    List<Integer> lengths = new ArrayList<>();
    for (String strength : List.of("none", "medium", "strong", "x-strong")) {
      lengths.add(polly.samples(ssml("one<break strength=\"" + strength + "\"/>two")).length);
    }

    assertThat(lengths).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void halfTheRateTakesTwiceTheTime() {
    int normal = polly.samples(request(TEXT)).length;
    int slow = polly.samples(ssml("<prosody rate=\"50%\">" + TEXT + "</prosody>")).length;
    int fast = polly.samples(ssml("<prosody rate=\"x-fast\">" + TEXT + "</prosody>")).length;

    assertThat((double) slow / normal).isCloseTo(2, within(0.15));
    assertThat((double) fast / normal).isLessThan(0.75);
  }

  @Test
  void sixDecibelsAreTwiceAsLoud() {
    double normal = loudness(polly.samples(request(TEXT)));

    assertThat(loudness(polly.samples(ssml("<prosody volume=\"-6dB\">" + TEXT + "</prosody>"))))
        .isCloseTo(normal / 2, within(normal / 50));
    assertThat(loudness(polly.samples(ssml("<prosody volume=\"silent\">" + TEXT + "</prosody>"))))
        .isZero();
  }

  @Test
  void plainTextInSsmlSoundsLikePlainText() {
    assertThat(polly.samples(ssml(TEXT))).isEqualTo(polly.samples(request(TEXT)));
    assertThat(polly.samples(ssml("Fish &amp; chips")))
        .isEqualTo(polly.samples(request("Fish & chips")));
    assertThat(polly.samples(ssml("<sub alias=\"World Wide Web\">WWW</sub>")))
        .isEqualTo(polly.samples(request("World Wide Web")));
  }

  @Test
  void tagsAreNotBilled() {
    ResponseBytes<SynthesizeSpeechResponse> answer =
        polly.speak(ssml("Hello<break time=\"1s\"/> <prosody rate=\"slow\">there</prosody>"));

    assertThat(answer.response().requestCharacters()).isEqualTo(11);
  }

  @Test
  void speechEndsAfterTenMinutes() {
    String breaks = "<break time=\"10s\"/>".repeat(70);

    assertThat(polly.samples(ssml(breaks + TEXT))).hasSize(600 * SECOND);
  }

  @Test
  void theLongestTextsAreSpoken() {
    assertThat(polly.samples(request("x".repeat(3000))).length).isGreaterThan(60 * SECOND);
    assertThat(polly.samples(request("A word or two. ".repeat(200))).length)
        .isGreaterThan(60 * SECOND);
  }

  @Test
  void everyEnglishVoiceSoundsUnlikeAnyOther() {
    List<PollyVoice> english =
        VoiceCatalogue.read().all().stream().filter(voice -> voice.manner().isPresent()).toList();

    List<Integer> sounds = new ArrayList<>();
    for (PollyVoice voice : english) {
      short[] samples =
          polly.samples(
              request("Hello.").voiceId(voice.id()).engine(voice.engines().getLast().id()));
      assertThat(loudness(samples)).as(voice.id()).isGreaterThan(100);
      sounds.add(Arrays.hashCode(samples));
    }

    assertThat(sounds).hasSizeGreaterThan(25).doesNotHaveDuplicates();
  }
}
