package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.denoise.NoiseProfile.QuietPlace;
import dev.mediajobs.worker.denoise.NoiseProfile.Reason;
import dev.mediajobs.worker.media.AudioExtraction;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.CancellationWatch;
import dev.mediajobs.worker.media.ExtractedAudio;
import dev.mediajobs.worker.media.ExtractionListener;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.ManyChannels;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.PictureStream;
import dev.mediajobs.worker.media.SecondOutput;
import dev.mediajobs.worker.media.SoundReader;
import dev.mediajobs.worker.media.SoundReader.Streams;
import dev.mediajobs.worker.media.SpeechMix;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes steady background noise out of recordings: hiss, fans, traffic, the murmur of a crowd.
 * First {@link #sample} listens through the recording for a place where nothing but the noise is
 * heard, then {@link #clean} or {@link #remux} reads it again and takes away what sounds like that
 * place. Both read by ranges: nothing is ever whole in memory or on disk.
 */
public final class NoiseRemoval {
  /** Of the cleaned sound, in hertz. */
  public static final int SAMPLE_RATE = 48_000;

  /** A quiet place of 0.4 s would be more than half of anything shorter. */
  private static final Duration SHORTEST = Duration.ofMillis(800);

  /** The filter that counts times from the first sample. */
  private static final String FROM_ZERO = "asetpts=N/SR/TB";

  private final SoundReader reader;
  private final BandMeter meter;

  private NoiseRemoval(SoundReader reader, BandMeter meter) {
    this.reader = reader;
    this.meter = meter;
  }

  /** A removal that runs this ffmpeg. */
  public static NoiseRemoval with(Ffmpeg ffmpeg) {
    return new NoiseRemoval(SoundReader.with(ffmpeg), new BandMeter(ffmpeg));
  }

  /**
   * Finds out what the background noise of a recording sounds like, if it has any.
   *
   * @param source as for {@link dev.mediajobs.worker.media.MediaProbe#inspect}
   * @param info what the probe said of the same source
   * @param limits on the reading; measuring what was found, 0.4 s that lie in memory, adds some
   *     hundredths of a second
   * @throws MediaException as {@link dev.mediajobs.worker.media.AudioExtraction#extract} does
   * @throws IOException when ffmpeg can't be started or does not know its own filters
   */
  public NoiseProfile sample(URI source, MediaInfo info, Limits limits, ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    int channels = channels(info);
    QuietPlaceSearch search = new QuietPlaceSearch(SAMPLE_RATE, channels);
    List<String> arguments = sound(info, "s16", limits);
    arguments.addAll(List.of("-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"));
    SoundReader.Making making =
        new SoundReader.Making(SAMPLE_RATE, Streams.SOUND, arguments, search, message -> {});
    SoundReader.Made made = reader.read(source, info, limits, making, listener);
    if (SoundReader.duration(made.samples(), SAMPLE_RATE).compareTo(SHORTEST) < 0) {
      return new NoiseProfile.Nothing(search.levels(), Reason.TOO_SHORT, search.place());
    }
    return judged(search);
  }

  private NoiseProfile judged(QuietPlaceSearch search)
      throws IOException, MediaException, InterruptedException {
    Optional<QuietPlace> place = search.place();
    if (place.isEmpty()) {
      boolean silent = search.channels().stream().allMatch(ear -> ear.levels().isEmpty());
      return new NoiseProfile.Nothing(
          search.levels(), silent ? Reason.SILENT : Reason.NO_PAUSE, place);
    }
    List<ChannelNoise> noises = new ArrayList<>();
    List<Reason> objections = new ArrayList<>();
    for (ChannelEar ear : search.channels()) {
      double level = Background.level(ear.quietest());
      Optional<Reason> objection = Background.objection(ear, SAMPLE_RATE);
      objection.ifPresent(objections::add);
      noises.add(
          objection.isPresent()
              ? ChannelNoise.leftAlone(level)
              : new ChannelNoise(
                  level, meter.bands(ear.quietest(), SAMPLE_RATE), Background.rumbles(ear)));
    }
    if (objections.size() < noises.size()) {
      return new NoiseProfile.Noise(search.levels(), place.get(), noises);
    }
    boolean faint = objections.stream().allMatch(Reason.FAINT::equals);
    return new NoiseProfile.Nothing(search.levels(), faint ? Reason.FAINT : Reason.NO_PAUSE, place);
  }

  /**
   * Writes the sound without its noise: 48 kHz, one channel if the recording has one, else two.
   * Times within it count from the first sample, as in {@link
   * dev.mediajobs.worker.media.AudioExtraction#extract}.
   *
   * @param profile of the same source
   * @param sink neither flushed nor closed, and to be thrown away when this throws
   * @throws IllegalArgumentException when the profile is of a sound with other channels
   * @throws MediaException as {@link dev.mediajobs.worker.media.AudioExtraction#extract} does
   * @throws IOException when ffmpeg can't be started, or as {@code sink} threw it
   */
  public Denoised clean(
      URI source,
      MediaInfo info,
      NoiseProfile profile,
      Limits limits,
      AudioFormat format,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    List<String> output = new ArrayList<>(List.of("-map", CleaningGraphs.CLEAN));
    output.addAll(SoundReader.WITHOUT_METADATA);
    output.addAll(format.arguments(channels(info)));
    Cleaning cleaning = new Cleaning(source, info, profile, limits, Streams.SOUND);
    // Whatever its timestamps were, the sound begins at zero.
    return denoised(cleaning, FROM_ZERO, output, sink, listener);
  }

  /**
   * Writes the sound without its noise as {@link AudioExtraction#extract} writes it with: 16 kHz,
   * one channel, for speech recognisers.
   *
   * @param profile of the same source
   * @param mix what becomes of several channels
   * @param sink gets FLAC whose header leaves the length open; neither flushed nor closed, and to
   *     be thrown away when this throws
   * @throws IllegalArgumentException when the profile is of a sound with other channels
   * @throws MediaException as {@link AudioExtraction#extract} does
   * @throws IOException when ffmpeg can't be started, or as {@code sink} threw it
   */
  public ExtractedAudio extract(
      URI source,
      MediaInfo info,
      NoiseProfile profile,
      SpeechMix mix,
      Limits limits,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    List<String> output = new ArrayList<>(List.of("-map", CleaningGraphs.CLEAN));
    output.addAll(SoundReader.WITHOUT_METADATA);
    output.addAll(AudioExtraction.CODING);
    Cleaning cleaning = new Cleaning(source, info, profile, limits, Streams.SOUND);
    String atItsRate = FROM_ZERO + ",aresample=" + AudioExtraction.SAMPLE_RATE + ",";
    String afterwards = atItsRate + mix.filters(channels(info));
    CancellationWatch cancellation = new CancellationWatch();
    SoundReader.Made made =
        made(cleaning, afterwards, Optional.empty(), output, sink, cancellation::read, listener);
    return new ExtractedAudio(made.lastSamples(), made.bytes(), cancellation.sawCancellation());
  }

  /**
   * Writes the video with its sound cleaned: the picture as it is, no other streams, no metadata.
   * Picture and sound stay together as they are, whenever the sound begins.
   *
   * @param profile of the same source
   * @param container best {@link VideoContainer#of} the picture
   * @param sink neither flushed nor closed, and to be thrown away when this throws
   * @throws IllegalArgumentException when there is no picture, or the profile is of a sound with
   *     other channels
   * @throws MediaException as {@link dev.mediajobs.worker.media.AudioExtraction#extract} does;
   *     {@code DAMAGED} also when the picture can't be put into the container
   * @throws IOException when ffmpeg can't be started, or as {@code sink} threw it
   */
  public Denoised remux(
      URI source,
      MediaInfo info,
      NoiseProfile profile,
      Limits limits,
      VideoContainer container,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    PictureStream picture =
        info.picture()
            .orElseThrow(() -> new IllegalArgumentException("A recording without a picture"));
    List<String> output = new ArrayList<>(List.of("-map", "0:" + picture.index()));
    output.addAll(List.of("-map", CleaningGraphs.CLEAN));
    output.addAll(SoundReader.WITHOUT_METADATA);
    output.addAll(container.arguments(picture, channels(info)));
    Cleaning cleaning = new Cleaning(source, info, profile, limits, Streams.SOUND_AND_PICTURE);
    return denoised(cleaning, "anull", output, sink, listener);
  }

  /** What is cleaned; {@code streams} of it are read. */
  private record Cleaning(
      URI source, MediaInfo info, NoiseProfile profile, Limits limits, Streams streams) {}

  /** Cleans, and measures how loud the cleaned sound is if that can be told from nothing else. */
  private Denoised denoised(
      Cleaning cleaning,
      String afterwards,
      List<String> output,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    SoundLevels before = cleaning.profile().levels();
    if (cleaning.profile() instanceof NoiseProfile.Nothing) {
      SoundReader.Made made =
          made(cleaning, afterwards, Optional.empty(), output, sink, message -> {}, listener);
      return new Denoised(made.samples(), made.bytes(), before, before);
    }
    LevelStream levels = new LevelStream(SAMPLE_RATE, channels(cleaning.info()));
    try (SecondOutput measured = SecondOutput.into(levels)) {
      Optional<String> address = Optional.of(measured.address());
      SoundReader.Made made =
          made(cleaning, afterwards, address, output, sink, message -> {}, listener);
      measured.awaitEnd();
      return new Denoised(made.samples(), made.bytes(), before, levels.levels());
    }
  }

  /**
   * Decodes the sound, counts it as a first output, and cleans what that output is made of. Were
   * decoding and cleaning one chain of filters, ffmpeg would begin the whole chain anew wherever a
   * broadcast changes its rate or its channels, and lose what the cleaning still holds.
   */
  private SoundReader.Made made(
      Cleaning cleaning,
      String afterwards,
      Optional<String> measured,
      List<String> output,
      OutputStream sink,
      Consumer<String> eachMessage,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    MediaInfo info = cleaning.info();
    int channels = channels(info);
    if (cleaning.profile() instanceof NoiseProfile.Noise noise
        && noise.channels().size() != channels) {
      throw new IllegalArgumentException(
          "A profile of %d channels for a sound of %d"
              .formatted(noise.channels().size(), channels));
    }
    List<String> arguments = sound(info, "flt", cleaning.limits());
    arguments.addAll(CleaningGraphs.arguments(cleaning.profile(), afterwards, measured));
    arguments.addAll(output);
    SoundReader.Making making =
        new SoundReader.Making(SAMPLE_RATE, cleaning.streams(), arguments, sink, eachMessage);
    return reader.read(cleaning.source(), info, cleaning.limits(), making, listener);
  }

  /** The sound as it is, up to a little more than the limit. */
  private static List<String> sound(MediaInfo info, String sampleFormat, Limits limits)
      throws MediaException {
    return new ArrayList<>(
        List.of(
            "-map",
            "0:" + info.requireAudio().index(),
            "-af",
            ManyChannels.toTwo(info.requireAudio())
                + CleaningFilter.input(channels(info), sampleFormat),
            "-t",
            SoundReader.seconds(limits.readAtMost())));
  }

  private static int channels(MediaInfo info) throws MediaException {
    return info.requireAudio().channels() == 1 ? 1 : 2;
  }
}
