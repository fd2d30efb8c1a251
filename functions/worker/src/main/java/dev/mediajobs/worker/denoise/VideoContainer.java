package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.media.PictureStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a video with cleaned sound is written as. Both can be written to a pipe. */
public enum VideoContainer {
  /** Fragmented MP4, for pictures that players expect there; the sound is AAC. */
  MP4("video/mp4", "mp4"),
  /** Matroska, which holds nearly every picture; the sound is Opus. */
  MATROSKA("video/x-matroska", "mkv"),
  /** Fragmented QuickTime, for pictures that can be read nowhere else; the sound is AAC. */
  QUICKTIME("video/quicktime", "mov");

  private static final String HEVC = "hevc";
  private static final Set<String> OF_MP4 = Set.of("h264", HEVC, "av1", "vp9", "mpeg4");

  /** QuickTime's Animation, whose depth of colour Matroska has no place for. */
  private static final Set<String> OF_QUICKTIME = Set.of("qtrle");

  private final String contentType;
  private final String extension;

  VideoContainer(String contentType, String extension) {
    this.contentType = contentType;
    this.extension = extension;
  }

  /** The one that a picture fits best. */
  public static VideoContainer of(PictureStream picture) {
    if (OF_MP4.contains(picture.codec())) {
      return MP4;
    }
    return OF_QUICKTIME.contains(picture.codec()) ? QUICKTIME : MATROSKA;
  }

  /** The media type of a file. */
  public String contentType() {
    return contentType;
  }

  /** The end of a file's name, without the dot. */
  public String extension() {
    return extension;
  }

  /** What ffmpeg is told of the output, its picture copied as it is. */
  List<String> arguments(PictureStream picture, int channels) {
    List<String> arguments = new ArrayList<>(List.of("-c:v", "copy"));
    switch (this) {
      case MP4 -> {
        if (picture.codec().equals(HEVC)) {
          // The only mark of HEVC that Apple's players know.
          arguments.addAll(List.of("-tag:v", "hvc1"));
        }
        arguments.addAll(SoundCoding.aac(channels));
        arguments.addAll(SoundCoding.FRAGMENTS);
        arguments.addAll(List.of("-f", "mp4"));
      }
      case QUICKTIME -> {
        arguments.addAll(SoundCoding.aac(channels));
        arguments.addAll(SoundCoding.FRAGMENTS);
        arguments.addAll(List.of("-f", "mov"));
      }
      case MATROSKA -> {
        arguments.addAll(SoundCoding.opus(channels));
        // Pictures of red, green and blue are held in a way of their own, which has to be allowed.
        arguments.addAll(List.of("-allow_raw_vfw", "1", "-f", "matroska"));
      }
    }
    arguments.addAll(List.of("-fflags", "+bitexact", "pipe:1"));
    return arguments;
  }
}
