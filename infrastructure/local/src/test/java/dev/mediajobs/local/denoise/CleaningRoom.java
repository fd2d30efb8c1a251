package dev.mediajobs.local.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.s3.BucketNotifications;
import dev.mediajobs.local.s3.S3Server;
import dev.mediajobs.local.sample.SyntheticVoice;
import dev.mediajobs.worker.denoise.AudioFormat;
import dev.mediajobs.worker.denoise.Denoised;
import dev.mediajobs.worker.denoise.NoiseProfile;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Speech, a bucket that recordings are read from, and the noise removal. */
final class CleaningRoom implements AutoCloseable {
  static final int RATE = NoiseRemoval.SAMPLE_RATE;

  private static final String BUCKET = "media";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Limits LIMITS = new Limits(Duration.ofHours(4), LIMIT);
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("local", "local-secret");

  private static final List<String> SENTENCES =
      List.of(
          "The harbour was quiet when the first boat came in.",
          "Nobody had seen the captain since the storm.",
          "We carried seven heavy boxes up the narrow stairs.",
          "Please send the signed letter back before Friday.",
          "Her brother plays the violin in the city orchestra.",
          "A thin layer of ice covered the road this morning.");

  private final Path folder;
  private final S3Server server;
  private final S3Client s3;
  private final S3Presigner presigner;
  private final Ffmpeg ffmpeg;

  /** What became of a recording. */
  static final class Cleaned {
    private final NoiseProfile profile;
    private final Denoised result;
    private final float[] samples;

    private Cleaned(NoiseProfile profile, Denoised result, float[] samples) {
      this.profile = profile;
      this.result = result;
      this.samples = samples;
    }

    NoiseProfile profile() {
      return profile;
    }

    Denoised result() {
      return result;
    }

    float[] samples() {
      return samples;
    }
  }

  CleaningRoom(Path folder) throws Exception {
    this.folder = folder;
    server =
        S3Server.start(
            folder.resolve("s3"),
            CREDENTIALS,
            Optional.empty(),
            new BucketNotifications(Clock.systemUTC()));
    AwsClients clients =
        new AwsClients(
            new Environment(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey(),
                    "AWS_ENDPOINT_URL", server.endpoint().toString())));
    s3 = clients.s3();
    s3.createBucket(create -> create.bucket(BUCKET));
    presigner = clients.s3Presigner();
    ffmpeg = Ffmpeg.unpackedIn(Path.of("target", "ffmpeg").toAbsolutePath());
  }

  /** Sentences at 48 kHz. */
  List<float[]> sentences(SyntheticVoice voice) throws Exception {
    List<float[]> spoken = new ArrayList<>();
    for (String sentence : SENTENCES) {
      short[] said = voice.say(sentence);
      ByteBuffer bytes = ByteBuffer.allocate(2 * said.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(said);
      Path raw = Files.write(folder.resolve("said.raw"), bytes.array());
      spoken.add(
          decoded(
              List.of(
                  "-f",
                  "s16le",
                  "-ar",
                  Integer.toString(SyntheticVoice.SAMPLE_RATE),
                  "-ac",
                  "1",
                  "-i",
                  raw.toString())));
    }
    return spoken;
  }

  /** Sentences one after the other, with so many seconds of silence before each and at the end. */
  static float[] withPauses(List<float[]> sentences, double seconds) {
    int pause = (int) (seconds * RATE);
    int spoken = sentences.stream().mapToInt(sentence -> sentence.length).sum();
    float[] speech = new float[spoken + pause * (sentences.size() + 1)];
    int at = pause;
    for (float[] sentence : sentences) {
      System.arraycopy(sentence, 0, speech, at, sentence.length);
      at += sentence.length + pause;
    }
    return speech;
  }

  /** Cleans a mono recording at 48 kHz that was stored with the given options of ffmpeg. */
  Cleaned clean(float[] samples, String ending, String... coding) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(samples);
    Path raw = Files.write(folder.resolve("recorded.raw"), bytes.array());
    Path file = folder.resolve("recorded." + ending);
    List<String> arguments =
        new ArrayList<>(
            List.of("-y", "-f", "f32le", "-ar", Integer.toString(RATE), "-ac", "1", "-i"));
    arguments.add(raw.toString());
    arguments.addAll(List.of(coding));
    arguments.add(file.toString());
    run(arguments);
    URI source = address(file);
    MediaInfo info = MediaProbe.with(ffmpeg).inspect(source, LIMIT);
    NoiseRemoval removal = NoiseRemoval.with(ffmpeg);
    NoiseProfile profile = removal.sample(source, info, LIMITS, fraction -> {});
    ByteArrayOutputStream flac = new ByteArrayOutputStream();
    Denoised result =
        removal.clean(source, info, profile, LIMITS, AudioFormat.FLAC, flac, fraction -> {});
    Path cleaned = Files.write(folder.resolve("cleaned.flac"), flac.toByteArray());
    return new Cleaned(profile, result, decoded(List.of("-i", cleaned.toString())));
  }

  /** What was recorded last, as its own decoder lets it be heard. */
  float[] recorded(String ending) throws Exception {
    return decoded(List.of("-i", folder.resolve("recorded." + ending).toString()));
  }

  private URI address(Path file) throws Exception {
    String key = file.getFileName().toString();
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromFile(file));
    return presigner
        .presignGetObject(
            presign ->
                presign
                    .signatureDuration(Duration.ofMinutes(10))
                    .getObjectRequest(get -> get.bucket(BUCKET).key(key)))
        .url()
        .toURI();
  }

  private float[] decoded(List<String> input) throws Exception {
    Path raw = folder.resolve("decoded.raw");
    List<String> arguments = new ArrayList<>(List.of("-y"));
    arguments.addAll(input);
    arguments.addAll(List.of("-f", "f32le", "-ar", Integer.toString(RATE), "-ac", "1"));
    arguments.add(raw.toString());
    run(arguments);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(samples);
    return samples;
  }

  private void run(List<String> arguments) throws Exception {
    Ffmpeg.Finished finished = ffmpeg.run(arguments, LIMIT);
    assertThat(finished.exitCode()).as(finished.messages()).isZero();
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
    server.close();
  }
}
