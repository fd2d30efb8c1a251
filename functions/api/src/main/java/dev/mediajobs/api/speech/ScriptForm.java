package dev.mediajobs.api.speech;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.speech.InvalidScriptException;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.ScriptProblem;
import dev.mediajobs.speech.ScriptReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The bodies of the two routes that submit a script. */
final class ScriptForm {

  /**
   * The most bytes of a body: 1 MiB of text, each character of which may be escaped, and 10,000
   * turns around it.
   */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  /** How many of the problems are told in words; all of them are listed. */
  private static final int MOST_TOLD = 5;

  private final Set<String> providers;

  /**
   * For scripts that one of these engines speaks.
   *
   * @param providers their names
   */
  ScriptForm(Set<String> providers) {
    this.providers = Set.copyOf(providers);
  }

  /**
   * What a body asks for.
   *
   * @throws Refusal telling everything that is wrong with it
   */
  SpeechSettings read(JobType type, String body) throws Refusal {
    Script script;
    try {
      script =
          type == JobType.SINGLE_TTS ? ScriptReader.oneRole(body) : ScriptReader.severalRoles(body);
    } catch (InvalidScriptException e) {
      throw new Refusal(invalid(e.problems()));
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
    if (!providers.contains(script.provider())) {
      String names = providers.stream().sorted().collect(Collectors.joining(" or "));
      throw new Refusal(
          invalid(List.of(new ScriptProblem("provider", "is none of ours; choose " + names))));
    }
    return new SpeechSettings(
        type,
        script.provider(),
        switch (script.format()) {
          case MP3 -> SpeechSettings.AudioFormat.MP3;
          case WAV -> SpeechSettings.AudioFormat.WAV;
        });
  }

  private static Problem invalid(List<ScriptProblem> problems) {
    String told =
        problems.stream()
            .limit(MOST_TOLD)
            .map(ScriptProblem::toString)
            .collect(Collectors.joining("; "));
    String more = problems.size() > MOST_TOLD ? "; and more, see errors." : ".";
    return new Problem(
        400,
        "invalid_request",
        told + more,
        problems.stream().map(one -> new FieldError(one.field(), one.problem())).toList(),
        Optional.empty());
  }
}
