package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The ffmpeg programs and libraries inside a jar of the class path, for one platform, with the
 * checksum of each. They are unpacked by hand: the loader that comes with them wants the whole of
 * JavaCPP.
 */
final class Bundle {
  private record Item(String name, long size, long checksum) {}

  private final String prefix;
  private final List<Item> items;

  private Bundle(String prefix, List<Item> items) {
    this.prefix = prefix;
    this.items = items;
  }

  /**
   * The bundle for a platform.
   *
   * @throws IOException when the class path holds none, or holds it in anything but a jar
   */
  static Bundle of(Platform platform) throws IOException {
    String prefix = "org/bytedeco/ffmpeg/" + platform.folder() + "/";
    try (JarFile jar = jarHolding(prefix + "ffmpeg", platform)) {
      List<Item> items =
          jar.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
              .map(entry -> item(prefix, entry))
              // The bridges to JavaCPP, which nobody loads.
              .filter(item -> !item.name().startsWith("libjni"))
              .sorted(Comparator.comparing(Item::name))
              .toList();
      return new Bundle(prefix, items);
    }
  }

  private static Item item(String prefix, JarEntry entry) {
    return new Item(entry.getName().substring(prefix.length()), entry.getSize(), entry.getCrc());
  }

  private static JarFile jarHolding(String resource, Platform platform) throws IOException {
    URL url = Bundle.class.getClassLoader().getResource(resource);
    if (url != null && url.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      return connection.getJarFile();
    }
    throw new IOException(
        "The class path holds no jar with ffmpeg for %s; add org.bytedeco:ffmpeg with the classifier %s"
            .formatted(platform.folder(), platform.folder()));
  }

  /** A name that differs whenever any file of the bundle does, so that versions never mix. */
  String name() {
    CRC32 all = new CRC32();
    for (Item item : items) {
      all.update((item + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String platform = prefix.split("/", -1)[3];
    return "ffmpeg-%s-%08x".formatted(platform, all.getValue());
  }

  /** Whether a folder holds every file of the bundle, whole and executable. */
  boolean isWholeIn(Path folder) throws IOException {
    for (Item item : items) {
      Path file = folder.resolve(item.name());
      if (!Files.isExecutable(file)
          || Files.size(file) != item.size()
          || checksum(file) != item.checksum()) {
        return false;
      }
    }
    return true;
  }

  private static long checksum(Path file) throws IOException {
    try (InputStream input = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
      input.transferTo(OutputStream.nullOutputStream());
      return ((CheckedInputStream) input).getChecksum().getValue();
    }
  }

  /** Writes every file of the bundle into an empty folder. */
  void unpackInto(Path folder) throws IOException {
    List<String> lacking = new ArrayList<>();
    for (Item item : items) {
      Path file = folder.resolve(item.name());
      try (InputStream input =
          Bundle.class.getClassLoader().getResourceAsStream(prefix + item.name())) {
        if (input == null) {
          lacking.add(item.name());
          continue;
        }
        Files.copy(input, file);
      }
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("Can't make " + item.name() + " executable in the cache folder");
      }
    }
    if (!lacking.isEmpty()) {
      throw new IOException("The ffmpeg jar on the class path lost " + lacking);
    }
  }
}
