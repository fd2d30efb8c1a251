package dev.mediajobs.local.polly;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.VoiceId;

/** The emulator and the real SDK client, which tries everything once. */
final class PollyFixture implements AutoCloseable {

  private final PollyEmulator emulator;
  private final PollyClient client;

  private PollyFixture(PollyEmulator emulator) {
    this.emulator = emulator;
    this.client =
        PollyClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  static PollyFixture start(PollyOptions options) throws IOException {
    return new PollyFixture(PollyEmulator.start(options));
  }

  PollyClient client() {
    return client;
  }

  URI endpoint() {
    return emulator.endpoint();
  }

  /** A request that breaks no rule: plain text, PCM of 16 kHz, the voice Joanna, standard. */
  static SynthesizeSpeechRequest.Builder request(String text) {
    return SynthesizeSpeechRequest.builder()
        .text(text)
        .outputFormat(OutputFormat.PCM)
        .voiceId(VoiceId.JOANNA);
  }

  ResponseBytes<SynthesizeSpeechResponse> speak(SynthesizeSpeechRequest.Builder request) {
    return client.synthesizeSpeech(request.build(), ResponseTransformer.toBytes());
  }

  /** What a voice says, as samples, 16,000 a second. */
  short[] samples(SynthesizeSpeechRequest.Builder request) {
    byte[] bytes = speak(request).asByteArray();
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /** How loud the samples are on average, as a root mean square. */
  static double loudness(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / Math.max(1, samples.length));
  }

  @Override
  public void close() {
    client.close();
    emulator.close();
  }
}
