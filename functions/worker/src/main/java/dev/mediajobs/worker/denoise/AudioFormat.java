package dev.mediajobs.worker.denoise;

import java.util.ArrayList;
import java.util.List;

/**
 * What cleaned sound can be written as. All of them can be written to a pipe, start at the first
 * sample and play without a lag. MP3 is none of them: to a pipe its encoder can't say how many
 * samples its delay is, and every player would let the sound be heard 23 ms late. Nor is WAV, which
 * has its length in front.
 */
public enum AudioFormat {
  /**
   * Without loss, 16 bits. Its header leaves the length open until {@link
   * dev.mediajobs.worker.media.FlacUpload} fills it in.
   */
  FLAC("audio/flac", "flac", "flac"),
  /**
   * AAC in fragmented MP4, which everything plays; 96 kbit/s a channel. The last of its frames,
   * which are 21 ms long, is filled up with silence.
   */
  M4A("audio/mp4", "m4a", "ipod"),
  /** Opus in Ogg; 64 kbit/s a channel. */
  OPUS("audio/ogg", "ogg", "ogg");

  private final String contentType;
  private final String extension;
  private final String muxer;

  AudioFormat(String contentType, String extension, String muxer) {
    this.contentType = contentType;
    this.extension = extension;
    this.muxer = muxer;
  }

  /** The media type of a file. */
  public String contentType() {
    return contentType;
  }

  /** The end of a file's name, without the dot. */
  public String extension() {
    return extension;
  }

  /** What ffmpeg is told of the output. */
  List<String> arguments(int channels) {
    List<String> arguments = new ArrayList<>();
    switch (this) {
      case FLAC -> arguments.addAll(List.of("-c:a", "flac", "-sample_fmt", "s16"));
      case M4A -> {
        arguments.addAll(SoundCoding.aac(channels));
        arguments.addAll(SoundCoding.FRAGMENTS);
      }
      case OPUS -> arguments.addAll(SoundCoding.opus(channels));
    }
    arguments.addAll(List.of("-fflags", "+bitexact", "-f", muxer, "pipe:1"));
    return arguments;
  }
}
