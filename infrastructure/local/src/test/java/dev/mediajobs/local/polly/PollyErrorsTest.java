package dev.mediajobs.local.polly;

import static dev.mediajobs.local.polly.PollyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.polly.model.PollyException;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;

/** Every request that the service refuses, and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PollyErrorsTest {

  private static final String VALIDATION = "ValidationException";
  private static final String SSML = "InvalidSsmlException";

  private PollyFixture polly;

  @BeforeAll
  void start() throws Exception {
    polly = PollyFixture.start(PollyOptions.defaults());
  }

  @AfterAll
  void stop() {
    polly.close();
  }

  private static SynthesizeSpeechRequest.Builder hello() {
    return request("Hello");
  }

  private static SynthesizeSpeechRequest.Builder ssml(String text) {
    return request(text).textType("ssml");
  }

  private static Arguments bad(
      String what, SynthesizeSpeechRequest.Builder request, String code, String message) {
    return Arguments.of(what, request.build(), code, message);
  }

  private static Stream<Arguments> badRequests() {
    return Stream.of(
        bad(
            "an unknown voice",
            hello().voiceId("Nobody"),
            VALIDATION,
            "1 validation error detected: Value 'Nobody' at 'voiceId' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [Aditi, "),
        bad(
            "no text and no voice",
            request("").text(null).voiceId((String) null),
            VALIDATION,
            "2 validation errors detected: Value null at 'text' failed to satisfy constraint:"
                + " Member must not be null; Value null at 'voiceId'"),
        bad("no format", hello().outputFormat((String) null), VALIDATION, "'outputFormat'"),
        bad("an unknown format", hello().outputFormat("wav"), VALIDATION, "Value 'wav' at"),
        bad("an unknown engine", hello().engine("turbo"), VALIDATION, "Value 'turbo' at 'engine'"),
        bad("an unknown type", hello().textType("html"), VALIDATION, "Value 'html' at 'textType'"),
        bad("an unknown language", hello().languageCode("xx"), VALIDATION, "'languageCode'"),
        bad(
            "an unknown mark",
            hello().outputFormat("json").speechMarkTypesWithStrings("letter"),
            VALIDATION,
            "Value 'letter' at 'speechMarkTypes'"),
        bad(
            "an engine that the voice lacks",
            hello().voiceId("Matthew"),
            VALIDATION,
            "This voice does not support the selected engine: standard"),
        bad(
            "a neural voice that there is not",
            hello().voiceId("Russell").engine("neural"),
            VALIDATION,
            "This voice does not support the selected engine: neural"),
        bad(
            "3,001 characters",
            request("x".repeat(3001)),
            "TextLengthExceededException",
            "Maximum text length has been exceeded"),
        bad(
            "6,001 characters with tags",
            ssml("<speak>" + "<break/>".repeat(750) + "</speak>"),
            "TextLengthExceededException",
            "Maximum text length has been exceeded"),
        bad(
            "3,001 characters without tags",
            ssml("<speak>" + "x".repeat(3001) + "</speak>"),
            "TextLengthExceededException",
            "Maximum text length has been exceeded"),
        bad(
            "a rate that PCM lacks",
            hello().sampleRate("24000"),
            "InvalidSampleRateException",
            "The specified sample rate is not valid."),
        bad(
            "a rate that is none",
            hello().outputFormat("mp3").sampleRate("fast"),
            "InvalidSampleRateException",
            "The specified sample rate is not valid."),
        bad(
            "a language that the voice lacks",
            hello().languageCode("de-DE"),
            "LanguageNotSupportedException",
            "not currently supported"),
        bad(
            "a voice that is not English",
            hello().voiceId("Celine"),
            "LanguageNotSupportedException",
            "The local stack speaks English only"),
        bad(
            "the other language of a bilingual voice",
            hello().voiceId("Aditi").languageCode("hi-IN"),
            "LanguageNotSupportedException",
            "the voice Aditi in hi-IN"),
        bad(
            "a lexicon",
            hello().lexiconNames("mine"),
            "LexiconNotFoundException",
            "can't find the specified lexicon"),
        bad(
            "marks in sound",
            hello().speechMarkTypesWithStrings("word"),
            "MarksNotSupportedForFormatException",
            "only available for content in json format"),
        bad(
            "marks of SSML in plain text",
            hello().outputFormat("json").speechMarkTypesWithStrings("ssml"),
            "SsmlMarksNotSupportedForTextTypeException",
            "not supported for plain text-type input"),
        bad(
            "speech marks",
            hello().outputFormat("json").speechMarkTypesWithStrings("word"),
            VALIDATION,
            "The local stack does not emulate speech marks"),
        bad(
            "a pitch for a neural voice",
            ssml("<speak><prosody pitch=\"high\">Hello</prosody></speak>").engine("neural"),
            SSML,
            "Unsupported Neural feature"),
        bad(
            "emphasis by a neural voice",
            ssml("<speak><emphasis>Hello</emphasis></speak>").engine("neural"),
            SSML,
            "Unsupported Neural feature"),
        bad(
            "whispering by a generative voice",
            ssml("<speak><amazon:effect name=\"whispered\">Hi</amazon:effect></speak>")
                .engine("generative"),
            VALIDATION,
            "This voice does not support one of the used SSML features"),
        bad(
            "news by a standard voice",
            ssml("<speak><amazon:domain name=\"news\">Hi</amazon:domain></speak>"),
            VALIDATION,
            "This voice does not support one of the used SSML features"),
        bad(
            "a longest duration",
            ssml("<speak><prosody amazon:max-duration=\"2s\">Hi</prosody></speak>"),
            VALIDATION,
            "does not emulate prosody with amazon:max-duration"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void aRequestThatBreaksARuleIsRefused(
      String what, SynthesizeSpeechRequest request, String code, String message) {
    PollyException refusal =
        catchThrowableOfType(
            PollyException.class, () -> polly.speak(request.toBuilder()).asByteArray());

    assertThat(refusal.awsErrorDetails().errorCode()).as(what).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
    if (!code.equals(VALIDATION)) {
      assertThat(refusal.getClass().getSimpleName()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hello",
        "<speak>",
        "<speak>Hello",
        "Hello</speak>",
        "<speak>a</speak>b",
        "<speak>a</speak><speak>b</speak>",
        "<speak><speak>a</speak></speak>",
        "<p>a</p>",
        "<speak>a & b</speak>",
        "<speak>a < b</speak>",
        "<speak>&nbsp;</speak>",
        "<!DOCTYPE speak [<!ENTITY e \"x\">]><speak>&e;</speak>",
        "<!DOCTYPE speak SYSTEM \"http://127.0.0.1:9/x\"><speak>a</speak>",
        "<speak>\u0001</speak>",
        "<speak><b>a</b></speak>",
        "<speak><voice name=\"Brian\">a</voice></speak>",
        "<speak><audio src=\"x\"/></speak>",
        "<speak><break time=\"11s\"/></speak>",
        "<speak><break time=\"1\"/></speak>",
        "<speak><break time=\"-1s\"/></speak>",
        "<speak><break time=\"9999999s\"/></speak>",
        "<speak><break strength=\"huge\"/></speak>",
        "<speak><break length=\"1s\"/></speak>",
        "<speak><break strength=\"huge\" time=\"1s\"/></speak>",
        "<speak><prosody>a</prosody></speak>",
        "<speak><prosody rate=\"10%\">a</prosody></speak>",
        "<speak><prosody rate=\"201%\">a</prosody></speak>",
        "<speak><prosody rate=\"quick\">a</prosody></speak>",
        "<speak><prosody pitch=\"5\">a</prosody></speak>",
        "<speak><prosody volume=\"6dB\">a</prosody></speak>",
        "<speak><prosody rate=\"slow\" rate=\"fast\">a</prosody></speak>",
        "<speak><emphasis level=\"big\">a</emphasis></speak>",
        "<speak><sub>a</sub></speak>",
        "<speak><mark/></speak>",
        "<speak><lang xml:lang=\"xx\">a</lang></speak>",
        "<speak><say-as interpret-as=\"song\">a</say-as></speak>",
        "<speak><amazon:effect name=\"echo\">a</amazon:effect></speak>"
      })
  void malformedSsmlIsRefused(String text) {
    PollyException refusal =
        catchThrowableOfType(PollyException.class, () -> polly.speak(ssml(text)).asByteArray());

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(SSML);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Invalid SSML request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<speak></speak>",
        "<speak/>",
        " \n<speak>a</speak>\n ",
        "<?xml version=\"1.0\"?><speak version=\"1.1\" xml:lang=\"en-US\""
            + " xmlns=\"http://www.w3.org/2001/10/synthesis\">a</speak>",
        "<speak><!-- nothing --><![CDATA[a < b]]></speak>",
        "<speak><p><s>a</s><s>b</s></p></speak>",
        "<speak>a<mark name=\"m\"/><w role=\"amazon:VB\">read</w></speak>",
        "<speak><lang xml:lang=\"fr-FR\">Bonjour</lang></speak>",
        "<speak><phoneme alphabet=\"ipa\" ph=\"pɪˈkɑːn\">pecan</phoneme></speak>",
        "<speak><say-as interpret-as=\"spell-out\">abc</say-as></speak>",
        "<speak><say-as interpret-as=\"date\" format=\"mdy\">1/2/2026</say-as></speak>",
        "<speak><prosody volume=\"+6dB\" rate=\"85%\" pitch=\"-10%\">a</prosody></speak>",
        "<speak><amazon:auto-breaths>a<amazon:breath/></amazon:auto-breaths></speak>",
        "<speak><amazon:effect vocal-tract-length=\"+10%\">a</amazon:effect></speak>",
        "<speak><amazon:effect name=\"drc\">a</amazon:effect></speak>",
        "<speak>&lt;&#65;&quot;</speak>"
      })
  void validSsmlIsSpoken(String text) {
    assertThat(polly.speak(ssml(text)).asByteArray()).isNotEmpty();
  }

  @Test
  void aNeuralNewsreaderReadsNews() {
    String news = "<speak><amazon:domain name=\"news\">Hello</amazon:domain></speak>";

    assertThat(polly.speak(ssml(news).engine("neural").voiceId("Matthew")).asByteArray())
        .isNotEmpty();
  }

  @Test
  void exactlyTheLongestTextIsTaken() {
    assertThat(polly.speak(request(" ".repeat(3000))).response().requestCharacters())
        .isEqualTo(3000);
    assertThat(polly.speak(request("😀".repeat(3000))).response().requestCharacters())
        .isEqualTo(3000);
  }

  private HttpResponse<String> send(String method, String path, String body, boolean signed)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(polly.endpoint().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (signed) {
      request.header("Authorization", "AWS4-HMAC-SHA256 Credential=local");
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("x-amzn-ErrorType").orElse("none");
  }

  @Test
  void whatIsNotJsonIsToldInTheProtocolsWords() throws Exception {
    assertThat(type(send("POST", "/v1/speech", "{", true))).isEqualTo("SerializationException");
    assertThat(type(send("POST", "/v1/speech", "[]", true))).isEqualTo("SerializationException");
    assertThat(type(send("POST", "/v1/speech", "{\"Text\":7}", true)))
        .isEqualTo("SerializationException");
    assertThat(type(send("POST", "/v1/speech", "{\"LexiconNames\":\"x\"}", true)))
        .isEqualTo("SerializationException");
  }

  @Test
  void aBodyLargerThanAnyTextIsRefused() throws Exception {
    HttpResponse<String> response =
        send("POST", "/v1/speech", "{\"Text\":\"" + "x".repeat(1 << 20) + "\"}", true);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(type(response)).isEqualTo("RequestEntityTooLargeException");
  }

  @Test
  void whatIsNotEmulatedIsNamed() throws Exception {
    HttpResponse<String> response = send("GET", "/v1/lexicons", "", true);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("does not emulate GET /v1/lexicons");
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    HttpResponse<String> response = send("GET", "/v1/voices", "", false);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(type(response)).isEqualTo("MissingAuthenticationTokenException");
  }
}
