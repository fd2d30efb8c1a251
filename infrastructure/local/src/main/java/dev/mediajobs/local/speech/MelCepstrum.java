package dev.mediajobs.local.speech;

/**
 * The mel-frequency cepstrum of a frame: the shape of its spectrum as the ear groups frequencies,
 * in a few numbers (Davis and Mermelstein, 1980).
 */
final class MelCepstrum {

  /** How many numbers describe a frame; the one for loudness is left out. */
  static final int COEFFICIENTS = 12;

  private static final int FILTERS = 26;
  private static final double HIGHEST = 7000;
  private static final double LOWEST = 100;

  private final int length;
  private final double[] window;
  private final double[][] filters;

  /** For frames of so many samples, a power of two. */
  MelCepstrum(int length) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("A frame must be a power of two long, not " + length);
    }
    this.length = length;
    window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (length - 1));
    }
    filters = new double[FILTERS][length / 2];
    for (int filter = 0; filter < FILTERS; filter++) {
      double left = edge(filter);
      double middle = edge(filter + 1);
      double right = edge(filter + 2);
      for (int bin = 0; bin < length / 2; bin++) {
        double rise = (bin - left) / (middle - left);
        double fall = (right - bin) / (right - middle);
        filters[filter][bin] = Math.max(0, Math.min(rise, fall));
      }
    }
  }

  private double edge(int index) {
    double low = mel(LOWEST);
    double high = mel(HIGHEST);
    double mel = low + (high - low) * index / (FILTERS + 1);
    double hertz = 700 * (Math.pow(10, mel / 2595) - 1);
    return hertz * length / SpeechAudio.SAMPLE_RATE;
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  /** The coefficients of one frame; the frame is left as it was. */
  double[] of(double[] frame) {
    double[] real = new double[length];
    double[] imaginary = new double[length];
    for (int i = 0; i < length; i++) {
      double before = i > 0 ? frame[i - 1] : 0;
      real[i] = (frame[i] - 0.97 * before) * window[i];
    }
    transform(real, imaginary);
    double[] bands = new double[FILTERS];
    for (int filter = 0; filter < FILTERS; filter++) {
      double energy = 1;
      for (int bin = 0; bin < length / 2; bin++) {
        double power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
        energy += filters[filter][bin] * power;
      }
      bands[filter] = Math.log(energy);
    }
    double[] coefficients = new double[COEFFICIENTS];
    for (int i = 0; i < COEFFICIENTS; i++) {
      double sum = 0;
      for (int filter = 0; filter < FILTERS; filter++) {
        sum += bands[filter] * Math.cos(Math.PI * (i + 1) * (filter + 0.5) / FILTERS);
      }
      coefficients[i] = sum * Math.sqrt(2.0 / FILTERS);
    }
    return coefficients;
  }

  /** The fast Fourier transform of Cooley and Tukey, in place. */
  private void transform(double[] real, double[] imaginary) {
    for (int i = 1, j = 0; i < length; i++) {
      int bit = length >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double swap = real[i];
        real[i] = real[j];
        real[j] = swap;
      }
    }
    for (int size = 2; size <= length; size <<= 1) {
      for (int k = 0; k < size / 2; k++) {
        double cosine = Math.cos(-2 * Math.PI * k / size);
        double sine = Math.sin(-2 * Math.PI * k / size);
        for (int start = k; start < length; start += size) {
          int other = start + size / 2;
          double re = real[other] * cosine - imaginary[other] * sine;
          double im = real[other] * sine + imaginary[other] * cosine;
          real[other] = real[start] - re;
          imaginary[other] = imaginary[start] - im;
          real[start] += re;
          imaginary[start] += im;
        }
      }
    }
  }
}
