package dev.mediajobs.local.isolated;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The native part of the runtime interface client. Left to itself, every JVM would unpack it to one
 * and the same file in {@code /tmp}, under the feet of others that are just loading it.
 */
final class ClientLibrary {

  /** Tells the client where it is. */
  static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private ClientLibrary() {}

  /**
   * Unpacks the one for this machine.
   *
   * @throws IOException if there is none, or it can't be written
   */
  static Path unpackedInto(Path folder) throws IOException {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String suffix =
        switch (processor) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch_64";
          default -> "";
        };
    if (!system.equals("Linux") || suffix.isEmpty()) {
      throw new IOException(
          "isolated functions need Linux on x86-64 or ARM64, and this is %s on %s; start without isolation"
              .formatted(system, processor));
    }
    String name = "libaws-lambda-jni.linux-" + suffix + ".so";
    Path library = folder.resolve(name);
    try (InputStream content = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (content == null) {
        throw new IOException("the runtime interface client on the class path lacks " + name);
      }
      Files.copy(content, library);
    }
    return library;
  }
}
