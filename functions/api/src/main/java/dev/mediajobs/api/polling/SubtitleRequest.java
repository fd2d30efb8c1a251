package dev.mediajobs.api.polling;

import dev.mediajobs.api.http.Body;
import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.FormPart;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.uploads.NewUpload;
import dev.mediajobs.jobs.Languages;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.json.JsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code POST /api/generate-subtitles} asks for, in JSON or as a form of several parts. A
 * field with an empty text counts as left out: forms send what nobody filled in.
 *
 * @param recording what the subtitles are to be made of
 * @param settings how
 */
record SubtitleRequest(Recording recording, SubtitleSettings settings) {

  /** The only engine there is. */
  static final String PROVIDER = "transcribe";

  /**
   * The largest file that may come in a form, in bytes. Lambda takes events of 6 MB, in which a
   * form stands in base64.
   */
  static final int LARGEST_FILE = 4_500_000;

  private static final String FILE_ID = "fileId";
  private static final String FILE = "file";
  private static final String NAMELESS = "recording";

  /** What subtitles are made of. */
  sealed interface Recording {

    /**
     * It was uploaded before.
     *
     * @param key the object's key, as claimed
     */
    record Uploaded(String key) implements Recording {}

    /**
     * It came along.
     *
     * @param file what is said about it
     * @param content the file itself
     */
    record Attached(NewUpload file, FormPart content) implements Recording {}
  }

  /**
   * Reads the request's body.
   *
   * @throws Refusal when a field is missing or wrong, when another engine or a translation is asked
   *     for, or when the file is too large for a form
   */
  static SubtitleRequest of(Request request) throws Refusal {
    Reading reading =
        request.body() instanceof Body.Form form
            ? ofForm(form.parts().parts())
            : ofJson(Fields.of(request));
    return reading.request();
  }

  private static Reading ofJson(Fields fields) throws Refusal {
    Map<String, String> texts = new HashMap<>();
    for (String name : Reading.NAMES) {
      fields
          .read(json -> json.string(name), Optional.<String>empty())
          .ifPresent(text -> texts.put(name, text));
    }
    fields.check();
    return new Reading(texts, List.of());
  }

  private static Reading ofForm(List<FormPart> parts) throws Refusal {
    Map<String, String> texts = new HashMap<>();
    List<FormPart> files = new ArrayList<>();
    for (FormPart part : parts) {
      if (part.filename().isPresent() || part.name().equals(FILE)) {
        files.add(part);
      } else if (Reading.NAMES.contains(part.name())) {
        texts.put(part.name(), part.text());
      }
    }
    // Browsers send a file that nobody chose as one without a name and content.
    files.removeIf(file -> file.size() == 0 && file.filename().orElse("").isEmpty());
    return new Reading(texts, files);
  }

  /** The fields, in whatever way they came, while they are looked at. */
  private static final class Reading {

    static final List<String> NAMES = List.of(FILE_ID, "provider", "targetLanguage");

    private final Map<String, String> texts;
    private final List<FormPart> files;
    private final List<FieldError> errors = new ArrayList<>();

    Reading(Map<String, String> texts, List<FormPart> files) {
      this.texts = texts;
      this.files = files;
    }

    SubtitleRequest request() throws Refusal {
      if (text("provider").filter(given -> !given.equals(PROVIDER)).isPresent()) {
        refuse("provider", "names no engine that there is; it can be " + PROVIDER);
      }
      SubtitleSettings settings = settings();
      Optional<Recording> recording = recording();
      if (recording.isEmpty() || !errors.isEmpty()) {
        throw new Refusal(Problem.invalid(errors));
      }
      return new SubtitleRequest(recording.get(), settings);
    }

    /**
     * Nothing translates, so the subtitles are in the language that is spoken: whoever wants them
     * in a certain one says thereby what is spoken.
     */
    private SubtitleSettings settings() {
      Optional<String> given = text("targetLanguage");
      Optional<String> known = given.flatMap(Languages::find);
      if (given.isPresent() && known.isEmpty()) {
        refuse(
            "targetLanguage",
            "must be the language that is spoken, such as en-US, de-DE or pt-BR, since nothing is"
                + " translated; leave it out to have the language recognised");
      }
      return new SubtitleSettings(
          known,
          known.isPresent(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          false);
    }

    /** Empty when an error was noted. */
    private Optional<Recording> recording() throws Refusal {
      Optional<String> fileId = text(FILE_ID);
      if (files.size() > 1) {
        refuse(FILE, "was sent more than once; one job makes subtitles of one recording");
        return Optional.empty();
      }
      if (fileId.isPresent() && !files.isEmpty()) {
        refuse(FILE, "must not be sent together with fileId");
        return Optional.empty();
      }
      if (!files.isEmpty()) {
        return attached(files.getFirst());
      }
      Optional<String> key =
          fileId.flatMap(
              id ->
                  Upload.isId(id)
                      ? Optional.of(Upload.keyOf(id))
                      : Optional.of(id).filter(given -> Upload.idOf(given).isPresent()));
      if (key.isEmpty()) {
        refuse(
            FILE_ID,
            fileId.isPresent()
                ? "must be the upload_id or the key that POST /api/uploads answered"
                : "is missing; upload the recording with POST /api/uploads and name its upload_id"
                    + " here, or send a small one in a multipart form");
      }
      return key.map(Recording.Uploaded::new);
    }

    private Optional<Recording> attached(FormPart file) throws Refusal {
      if (file.size() > LARGEST_FILE) {
        throw new Refusal(
            Problem.of(
                413,
                "file_too_large",
                "The file has %,d bytes, but a form may carry %,d. Ask POST /api/uploads where to"
                        .formatted(file.size(), LARGEST_FILE)
                    + " send it, then name its upload_id in fileId."));
      }
      String name = file.filename().filter(given -> !given.isBlank()).orElse(NAMELESS);
      try {
        return Optional.of(
            new Recording.Attached(NewUpload.of(name, file.size(), file.contentType()), file));
      } catch (JsonException e) {
        refuse(FILE + "." + e.field(), e.problem());
        return Optional.empty();
      }
    }

    private Optional<String> text(String name) {
      return Optional.ofNullable(texts.get(name))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    private void refuse(String field, String problem) {
      errors.add(new FieldError(field, problem));
    }
  }
}
