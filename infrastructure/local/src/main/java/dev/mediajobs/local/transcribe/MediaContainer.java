package dev.mediajobs.local.transcribe;

import java.nio.charset.StandardCharsets;

/** The container formats that the service knows, told apart by their first bytes. */
enum MediaContainer {
  FLAC("flac"),
  WAV("wav"),
  MP3("mp3"),
  MP4("mp4"),
  OGG("ogg"),
  AMR("amr"),
  WEBM("webm"),
  UNKNOWN("");

  /** So many bytes are enough to tell. */
  static final int SIGNATURE = 12;

  /** The magic number of Matroska's container. */
  private static final String EBML = "\u001aE\u00df\u00a3";

  private final String format;

  MediaContainer(String format) {
    this.format = format;
  }

  /** The name of the format in the API; empty if it is none of them. */
  String format() {
    return format;
  }

  /** Whether a MediaFormat of the API means this container. */
  boolean is(String mediaFormat) {
    return mediaFormat.equals(format) || (this == MP4 && mediaFormat.equals("m4a"));
  }

  /** Tells by the first bytes, of which there may be fewer than {@link #SIGNATURE}. */
  static MediaContainer of(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("fLaC")) {
      return FLAC;
    }
    if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
      return WAV;
    }
    if (text.startsWith("ftyp", 4)) {
      return MP4;
    }
    if (text.startsWith("OggS")) {
      return OGG;
    }
    if (text.startsWith("#!AMR")) {
      return AMR;
    }
    if (text.startsWith(EBML)) {
      return WEBM;
    }
    boolean frame = first.length > 1 && first[0] == (byte) 0xFF && (first[1] & 0xE6) == 0xE2;
    return text.startsWith("ID3") || frame ? MP3 : UNKNOWN;
  }
}
