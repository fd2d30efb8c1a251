package dev.mediajobs.local.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Map;

/**
 * A file as it was when it was looked at first.
 *
 * @param path where it is
 * @param size its length in bytes
 * @param modified when it was changed last
 */
public record SourceFile(Path path, long size, FileTime modified) {
  private static final String UNKNOWN = "application/octet-stream";

  /** What the endings of recordings mean; the endpoint looks into the file itself anyway. */
  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("webm", "video/webm"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("aac", "audio/aac"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("opus", "audio/ogg"));

  /**
   * Looks at a file.
   *
   * @throws IOException if its attributes can't be read
   */
  public static SourceFile of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new SourceFile(path, attributes.size(), attributes.lastModifiedTime());
  }

  /** The file's name without its folder. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** What the name's ending says about the content. */
  String contentType() {
    String name = name();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return CONTENT_TYPES.getOrDefault(ending, UNKNOWN);
  }

  /** Whether the file is no longer the one that was looked at, or is gone. */
  boolean changed() {
    try {
      return !of(path).equals(this);
    } catch (IOException gone) {
      return true;
    }
  }
}
