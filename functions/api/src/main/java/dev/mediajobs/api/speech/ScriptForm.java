package dev.mediajobs.api.speech;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.speech.InvalidScriptException;
import dev.mediajobs.speech.KnownVoices;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.ScriptProblem;
import dev.mediajobs.speech.ScriptReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
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

  private static final String ONLY_VOICE = "voice";

  private final SpeechEngines engines;

  /** For scripts that one of these engines speaks. */
  ScriptForm(SpeechEngines engines) {
    this.engines = engines;
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
    Optional<KnownVoices> voices = engines.voicesOf(script.provider());
    if (voices.isEmpty()) {
      String names = String.join(" or ", engines.names());
      throw new Refusal(
          invalid(List.of(new ScriptProblem("provider", "is none of ours; choose " + names))));
    }
    List<ScriptProblem> miscast = voices.get().problemsOf(script);
    if (!miscast.isEmpty()) {
      throw new Refusal(invalid(type == JobType.SINGLE_TTS ? ofOnlyVoice(miscast) : miscast));
    }
    return new SpeechSettings(type, script.provider());
  }

  /** A body with one voice has a field of its own for it. */
  private static List<ScriptProblem> ofOnlyVoice(List<ScriptProblem> problems) {
    return problems.stream().map(one -> new ScriptProblem(ONLY_VOICE, one.problem())).toList();
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
