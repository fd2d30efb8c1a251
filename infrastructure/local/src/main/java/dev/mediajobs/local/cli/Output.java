package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.progress.JsonProgress;
import dev.mediajobs.local.cli.progress.LineProgress;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import dev.mediajobs.local.cli.progress.TerminalProgress;
import java.io.PrintStream;
import java.util.List;

/** How a command talks: to a person or, with {@code --json}, to a program. */
final class Output {
  private final Surroundings surroundings;
  private final boolean json;
  private final boolean verbose;

  Output(Surroundings surroundings, boolean json, boolean verbose) {
    this.surroundings = surroundings;
    this.json = json;
    this.verbose = verbose;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The one result of a command: the lines for a person, the object for a program. */
  void result(List<String> lines, JsonNode object) {
    PrintStream out = surroundings.out();
    if (json) {
      out.println(object);
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  /** A word on the side, for people only. */
  void note(String text) {
    if (!json) {
      surroundings.err().println(Printable.line(text));
    }
  }

  /** A word about a completed job that may surprise. */
  void remark(Job job) {
    if (job.noSpeech()) {
      note("No speech was found in the recording, so its subtitles are empty.");
    }
  }

  /** What only a curious person wants to know. */
  void detail(String text) {
    if (verbose) {
      surroundings.err().println(Printable.line(text));
    }
  }

  /** Why the command fails. */
  void failure(CommandFailure failure) {
    PrintStream err = surroundings.err();
    if (json) {
      ObjectNode error = object();
      error
          .putObject("error")
          .put("code", failure.code())
          .put("message", failure.message())
          .put("exit_code", failure.exit().code());
      err.println(error);
    } else {
      err.println("mediajobs: " + Printable.line(failure.message()));
    }
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  ProgressDisplay progress() {
    PrintStream err = surroundings.err();
    if (json) {
      return new JsonProgress(err);
    }
    return surroundings.columns().isPresent()
        ? new TerminalProgress(err, surroundings.columns().getAsInt())
        : new LineProgress(err);
  }
}
