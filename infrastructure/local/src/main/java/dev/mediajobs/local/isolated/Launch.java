package dev.mediajobs.local.isolated;

import dev.mediajobs.local.lambda.FunctionDefinition;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the JVM of an execution environment is started: with the one compiler that Lambda's managed
 * runtime has by default (https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html),
 * with a collector for small machines, and with environment variables of its own.
 */
final class Launch {

  /** The rest is for all that is not heap: classes, compiled code, threads. */
  private static final int HEAP_PERCENT = 85;

  private Launch() {}

  /**
   * Starts a process.
   *
   * @param workingFolder where it runs; nothing else does
   * @param runtimeApi host and port of its Runtime API
   * @param clientLibrary the native part of the runtime interface client
   */
  static Process of(
      FunctionDefinition function, Path workingFolder, String runtimeApi, Path clientLibrary)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + (long) function.memoryMegabytes() * 1024 * HEAP_PERCENT / 100 + "k",
                // A file in the temporary folder, which stays when the process is killed.
                "-XX:-UsePerfData",
                // For the client's native part.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + ClientLibrary.PROPERTY + "=" + clientLibrary,
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                classPath(),
                RuntimeProcess.class.getName(),
                function.handler())
            .directory(workingFolder.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(function.environment());
    environment.putAll(reserved(function, workingFolder, runtimeApi));
    return builder.start();
  }

  /** The process runs in another folder, so that what is relative here would be lost there. */
  private static String classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * "Defined runtime environment variables" of the Lambda guide, as far as they mean something
   * here; the region and credentials are among the function's own.
   */
  private static Map<String, String> reserved(
      FunctionDefinition function, Path workingFolder, String runtimeApi) {
    return Map.ofEntries(
        Map.entry("_HANDLER", function.handler()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMegabytes())),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", workingFolder.getFileName().toString()),
        Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
        Map.entry("LAMBDA_TASK_ROOT", workingFolder.toString()),
        Map.entry("LANG", "C.UTF-8"),
        Map.entry("TZ", ":UTC"));
  }
}
