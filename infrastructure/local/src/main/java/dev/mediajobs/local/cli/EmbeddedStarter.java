package dev.mediajobs.local.cli;

import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Starts the stack that a template describes in this process. */
record EmbeddedStarter(Path template) implements LocalStack.Starter {
  private static final String TEMPLATE = "mediajobs.template";

  /** Takes the template that the launcher names, else the one in the current folder. */
  static EmbeddedStarter ofProcess() {
    return new EmbeddedStarter(Path.of(System.getProperty(TEMPLATE, "template.yaml")));
  }

  @Override
  public LocalStack start(LocalStack.Wishes wishes) {
    try {
      return new Running(EmbeddedStack.start(options(wishes)));
    } catch (IOException | RuntimeException e) {
      throw new CommandFailure(
          ExitCode.STACK_NOT_STARTED,
          "stack_not_started",
          "the local stack could not start: " + Failures.reason(e),
          e);
    }
  }

  private StackOptions options(LocalStack.Wishes wishes) {
    StackOptions common =
        StackOptions.of(template, TranscribeEmulator.factory())
            .withPort(wishes.port())
            .withVerbose(wishes.notes());
    StackOptions kept = wishes.data().map(common::withData).orElse(common);
    return wishes.isolated() ? kept.withIsolation() : kept;
  }

  private record Running(EmbeddedStack stack) implements LocalStack {
    @Override
    public URI api() {
      return stack.api();
    }

    @Override
    public Map<String, String> environment() {
      Map<String, String> environment = new TreeMap<>(stack.environment());
      environment.remove("LOCAL_STACK");
      // What some of AWS's tools call the region.
      environment.put("AWS_DEFAULT_REGION", Template.REGION);
      environment.put("MEDIA_BUCKET", stack.physicalId("MediaBucket"));
      return environment;
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
