package dev.mediajobs.local.speech;

import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.Context;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Recognises English with Sphinx-4 and its general model, at about twice the speed of speech on one
 * processor. Calls wait for each other.
 */
public final class SphinxRecognizer implements Recognizer {

  private static final String MODEL = "resource:/edu/cmu/sphinx/models/en-us/";

  /** A quarter of the default: as many words right on clear speech, several times faster. */
  private static final int BEAM = 5000;

  /** Sphinx can't follow digital silence, so at least this much noise is in every sample. */
  private static final int DITHER = 2;

  /** Passages whose loudest sample is smaller than this are made louder until it is as large. */
  private static final int QUIET = 3000;

  /** No passage is made louder than by this factor, 40 dB: noise is all that would be left. */
  private static final double MOST_GAIN = 100;

  /** Silence on either side, from which the end pointer learns what silence is. */
  private static final int MARGIN = SpeechAudio.SAMPLE_RATE / 4;

  /** The dictionary numbers alternative pronunciations: {@code the(2)}. */
  private static final Pattern ALTERNATIVE = Pattern.compile("\\(\\d+\\)$");

  private final Context context;
  private final edu.cmu.sphinx.recognizer.Recognizer recognizer;

  private SphinxRecognizer(Context context) {
    this.context = context;
    this.recognizer = context.getInstance(edu.cmu.sphinx.recognizer.Recognizer.class);
  }

  /**
   * The one recogniser of this process. Its model is loaded by the first call, which takes seconds
   * and some 300 MB.
   */
  public static Recognizer shared() {
    return passage -> Shared.RECOGNIZER.recognize(passage);
  }

  private static SphinxRecognizer load() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setAcousticModelPath(MODEL + "en-us");
    configuration.setDictionaryPath(MODEL + "cmudict-en-us.dict");
    configuration.setLanguageModelPath(MODEL + "en-us.lm.bin");
    SphinxRecognizer loaded = new SphinxRecognizer(context(configuration));
    loaded.recognizer.allocate();
    return loaded;
  }

  /**
   * Sphinx's own configuration, changed where it can only be changed in the file: properties set
   * afterwards don't reach all parts of the front end.
   */
  private static Context context(Configuration configuration) throws IOException {
    Path file = Files.createTempFile("sphinx", ".config.xml");
    try (InputStream original = Context.class.getResourceAsStream("default.config.xml")) {
      if (original == null) {
        throw new IOException("Sphinx-4 came without its default.config.xml");
      }
      String text =
          new String(original.readAllBytes(), StandardCharsets.UTF_8)
              .replaceFirst("\"logLevel\" value=\"INFO\"", "\"logLevel\" value=\"SEVERE\"")
              .replaceFirst(
                  "\"absoluteBeamWidth\"( +)value=\"20000\"",
                  "\"absoluteBeamWidth\" value=\"" + BEAM + "\"")
              .replaceFirst("<item>liveCMN </item>", "<item>batchCMN </item>")
              // Monitors print speed and memory after every sentence.
              .replaceAll("<item>(speedTracker|memoryTracker)</item>", "");
      Files.writeString(file, text);
      return new Context(file.toUri().toString(), configuration);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public synchronized List<SpokenWord> recognize(Passage passage) {
    context.setSpeechSource(dithered(passage));
    long offset = passage.start().toMillis() - MARGIN * 1000L / SpeechAudio.SAMPLE_RATE;
    List<SpokenWord> words = new ArrayList<>();
    for (Result result = recognizer.recognize(); result != null; result = recognizer.recognize()) {
      if (result.getBestToken() == null) {
        continue;
      }
      Alternatives alternatives = Alternatives.of(result);
      for (WordResult word : result.getTimedBestResult(false)) {
        if (!word.isFiller()) {
          words.add(spoken(word, alternatives.confidence(word), offset, passage));
        }
      }
    }
    return List.copyOf(words);
  }

  private static SpokenWord spoken(
      WordResult word, double confidence, long offset, Passage passage) {
    String text =
        ALTERNATIVE.matcher(word.getWord().getSpelling()).replaceFirst("").toLowerCase(Locale.ROOT);
    Duration start = within(passage, offset + word.getTimeFrame().getStart());
    Duration end = within(passage, offset + word.getTimeFrame().getEnd());
    return new SpokenWord(text, start, end, confidence);
  }

  private static Duration within(Passage passage, long milliseconds) {
    Duration time = Duration.ofMillis(milliseconds);
    if (time.compareTo(passage.start()) < 0) {
      return passage.start();
    }
    return time.compareTo(passage.end()) > 0 ? passage.end() : time;
  }

  private static double gain(Passage passage) {
    int peak = 1;
    for (int i = 0; i < passage.length(); i++) {
      peak = Math.max(peak, Math.abs(passage.sample(i)));
    }
    return Math.clamp((double) QUIET / peak, 1, MOST_GAIN);
  }

  private static InputStream dithered(Passage passage) {
    double gain = gain(passage);
    Random random = new Random(passage.firstSample());
    byte[] bytes = new byte[2 * (passage.length() + 2 * MARGIN)];
    for (int i = 0; i < bytes.length / 2; i++) {
      int at = i - MARGIN;
      int clean = at >= 0 && at < passage.length() ? passage.sample(at) : 0;
      int sample = (int) Math.round(gain * clean) + random.nextInt(-DITHER, DITHER + 1);
      int bounded = Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
      bytes[2 * i] = (byte) bounded;
      bytes[2 * i + 1] = (byte) (bounded >> 8);
    }
    return new ByteArrayInputStream(bytes);
  }

  /** Initialised on first use, as the language guarantees, and only once. */
  private static final class Shared {

    static final SphinxRecognizer RECOGNIZER;

    static {
      try {
        RECOGNIZER = load();
      } catch (IOException e) {
        throw new UncheckedIOException("The English model of Sphinx-4 can't be loaded", e);
      }
    }

    private Shared() {}
  }
}
