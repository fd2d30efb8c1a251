package dev.mediajobs.worker.media;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder for programs below the system's temporary folder, where other users of the machine can
 * write too.
 */
final class PrivateFolder {
  private PrivateFolder() {}

  static Path ofThisUser() throws IOException {
    return below(Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
  }

  /**
   * @throws IOException when the folder is a link, or others may write to it: they could have put a
   *     program of theirs there
   */
  static Path below(Path shared, String user) throws IOException {
    Path folder = shared.resolve("mediajobs-" + user);
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    } catch (FileAlreadyExistsException e) {
      refuseUnlessPrivate(folder, user, e);
    }
    return folder;
  }

  private static void refuseUnlessPrivate(Path folder, String user, IOException exists)
      throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> writers = EnumSet.noneOf(PosixFilePermission.class);
    writers.addAll(attributes.permissions());
    writers.retainAll(Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
    if (!attributes.isDirectory()
        || !writers.isEmpty()
        || !attributes.owner().getName().equals(user)) {
      throw new IOException(
          "%s is not a folder of %s alone; remove it".formatted(folder, user), exists);
    }
  }
}
