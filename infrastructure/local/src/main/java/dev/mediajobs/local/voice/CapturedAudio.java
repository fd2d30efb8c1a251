package dev.mediajobs.local.voice;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/** Keeps in memory what FreeTTS would play: 16-bit samples, the high byte first. */
final class CapturedAudio implements AudioPlayer {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private AudioFormat format = new AudioFormat(Synthesizer.SAMPLE_RATE, 16, 1, true, true);
  private float volume = 1;

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public void setAudioFormat(AudioFormat audioFormat) {
    format = audioFormat;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public void begin(int size) {}

  @Override
  public boolean write(byte[] audio) {
    return write(audio, 0, audio.length);
  }

  @Override
  public boolean write(byte[] audio, int offset, int size) {
    bytes.write(audio, offset, size);
    return true;
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public float getVolume() {
    return volume;
  }

  @Override
  public void setVolume(float volume) {
    this.volume = volume;
  }

  @Override
  public long getTime() {
    return bytes.size() / 2 * 1000L / Synthesizer.SAMPLE_RATE;
  }

  // There is no device to pause, reset, cancel or close, and nothing is measured.
  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public void resetTime() {}

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
