package dev.mediajobs.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.speech.Delivery;
import dev.mediajobs.speech.SentenceSplitter;
import dev.mediajobs.worker.media.BundledFfmpeg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTest {
  @TempDir private Path folder;

  @Test
  void soundIsHeardFromItsFirstLoudSampleToItsLast() throws Exception {
    ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
    Hearing hearing = new Hearing(passedOn);
    short[] samples = {0, 3, -163, 164, 0, -32768, 20, 0};
    for (short sample : samples) {
      hearing.write(sample & 0xFF);
      hearing.write(new byte[] {0, (byte) (sample >> 8)}, 1, 1);
    }

    assertThat(hearing.piece(2)).isEqualTo(new SpokenPiece(6, 2, 3, 5));
    assertThat(passedOn.size()).isEqualTo(16);
  }

  @Test
  void rawSamplesAreDecodedToTheSample() throws Exception {
    Path source =
        BundledFfmpeg.make(
            folder.resolve("tone.raw"), "-f lavfi -i sine=f=440:d=1 -ar 16000 -ac 1 -f s16le");

    SpokenPiece piece = decode(source, new Sound.Samples(16_000), 2400);

    assertThat(piece.spoken()).isEqualTo(24_000);
    assertThat(piece.pause()).isEqualTo(2400);
    assertThat((double) piece.lastHeard()).isCloseTo(24_000, within(100.0));
  }

  @Test
  void noFormatButThePromisedOneIsOpened() throws Exception {
    Path playlist =
        Files.writeString(
            folder.resolve("list"), "#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n");
    Path wav = BundledFfmpeg.make(folder.resolve("tone.wav"), "-f lavfi -i sine=f=440:d=1 -ac 1");

    for (Path source : List.of(playlist, wav)) {
      assertThat(
              catchThrowableOfType(
                      SpeechException.class, () -> decode(source, Sound.Packaged.MP3, 0))
                  .kind())
          .isEqualTo(SpeechException.Kind.PASSING);
    }
  }

  @Test
  void soundWithoutEndIsCut() throws Exception {
    Path source =
        BundledFfmpeg.make(
            folder.resolve("hours.mp3"), "-f lavfi -i anullsrc=r=8000:cl=mono:d=2000 -b:a 8k");

    assertThat(
            catchThrowableOfType(
                SpeechException.class, () -> decode(source, Sound.Packaged.MP3, 0)))
        .hasMessage("the engine went on for more than 30 minutes");
  }

  @Test
  void theGainIsBoundedAndSilenceIsNotMadeLoud() {
    assertThat(new Loudness(-23, -5).gain()).isEqualTo(7);
    assertThat(new Loudness(-23, -5).needsLimiter()).isTrue();
    assertThat(new Loudness(-10, 0).gain()).isEqualTo(-6);
    assertThat(new Loudness(-10, 0).needsLimiter()).isFalse();
    assertThat(new Loudness(-60, -50).gain()).isEqualTo(30);
    assertThat(new Loudness(-70, -10).gain()).isZero();
    assertThat(new Loudness(-70, 0).gain()).isEqualTo(-1.5);
    assertThat(new Loudness(-200, -200).gain()).isZero();
  }

  private SpokenPiece decode(Path source, Sound sound, long pause) throws Exception {
    Voice voice = new Voice("any", "any", List.of(), Set.of(), Set.of());
    Take take =
        new Take(
            new Piece(0, new Utterance("Hi.", voice, Delivery.PLAIN, Optional.empty()), pause),
            folder.resolve("answer"),
            folder.resolve("samples"));
    take.record(new Playback(source, sound), Patience.real(), Long.MAX_VALUE);
    PieceDecoder decoder = new PieceDecoder(BundledFfmpeg.get());
    decoder.decode(List.of(take));
    return decoder
        .join(List.of(take), folder.resolve("joined"), folder.resolve("passage.flac"))
        .pieces()
        .getFirst();
  }

  /** An engine that answers with a file, whatever it is asked. */
  private record Playback(Path source, Sound sound) implements SpeechProvider {
    @Override
    public String name() {
      return "playback";
    }

    @Override
    public List<Voice> voices() {
      return List.of();
    }

    @Override
    public SentenceSplitter splitter() {
      return SentenceSplitter.of(1000);
    }

    @Override
    public Sound synthesise(Utterance utterance, Path file, long mostBytes) throws IOException {
      Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
      return sound;
    }
  }
}
