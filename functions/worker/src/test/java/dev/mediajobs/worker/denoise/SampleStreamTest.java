package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipes hand bytes over in pieces of any length, samples and their bytes torn apart. */
class SampleStreamTest {

  private static final byte[] STEREO = {
    0, 0, 0, 0x40, -1, -1, 0, (byte) 0x80, (byte) 0x80, 0, 0, (byte) 0xc0
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 12})
  void samplesAreTheSameInPiecesOfAnyLength(int length) throws IOException {
    Heard heard = new Heard();
    for (int at = 0; at < STEREO.length; at += length) {
      heard.write(STEREO, at, Math.min(length, STEREO.length - at));
    }

    assertThat(heard.left).containsExactly(0.0, -1 / 32_768.0, 128 / 32_768.0);
    assertThat(heard.right).containsExactly(0.5, -1.0, -0.5);
  }

  private static final class Heard extends SampleStream {
    private final List<Double> left = new ArrayList<>();
    private final List<Double> right = new ArrayList<>();

    private Heard() {
      super(2);
    }

    @Override
    void hear(int channel, double sample) {
      (channel == 0 ? left : right).add(sample);
    }
  }
}
