package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.Callback;
import dev.mediajobs.api.jobs.Wish;
import dev.mediajobs.jobs.Languages;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.WebhookSecrets;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.naming.GivenName;
import dev.mediajobs.outbound.Destination;
import dev.mediajobs.outbound.InvalidDestinationException;
import dev.mediajobs.outbound.Reach;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The body of {@code POST /api/jobs/submit}. */
final class SubmitForm {

  private static final int HASH_DIGITS = 64;

  private SubmitForm() {}

  /**
   * What it asks for.
   *
   * @param reach what callbacks may reach
   * @throws Refusal when a field is missing, wrong, or contradicts another
   */
  static Wish read(Request request, Reach reach) throws Refusal {
    Fields fields = Fields.of(request);
    String key = fields.read(json -> json.requiredString("key"), "");
    String filename =
        fields.read(json -> GivenName.of("filename", json.requiredString("filename")), "");
    OptionalLong size =
        fields.read(
            json -> json.wholeNumber("file_size_bytes", 0, Long.MAX_VALUE), OptionalLong.empty());
    Optional<String> hash =
        fields.read(json -> hash(json.string("video_hash")), Optional.<String>empty());
    SubtitleSettings settings = settings(fields);
    Optional<Callback> callback = callback(fields, reach);
    fields.check();
    return new Wish(
        Origin.CANONICAL, request.id(), key, Optional.of(filename), size, hash, settings, callback);
  }

  private static SubtitleSettings settings(Fields fields) {
    // A language that was named and is wrong counts as named: one error tells enough.
    Optional<String> language =
        fields.read(json -> language(json.string("language")), Optional.of(""));
    boolean force = fields.read(json -> json.bool("force_language").orElse(false), false);
    OptionalInt exactly = speakers(fields, "num_speakers");
    OptionalInt least = speakers(fields, "min_speakers");
    OptionalInt most = speakers(fields, "max_speakers");
    List<SubtitleSettings.Contradiction> contradictions =
        SubtitleSettings.contradictions(language, force, exactly, least, most);
    contradictions.forEach(found -> fields.refuse(found.field(), found.problem()));
    boolean agree = contradictions.isEmpty();
    return new SubtitleSettings(
        language,
        force && agree,
        exactly,
        agree ? least : OptionalInt.empty(),
        agree ? most : OptionalInt.empty(),
        fields.read(json -> json.bool("denoise").orElse(false), false));
  }

  private static Optional<Callback> callback(Fields fields, Reach reach) {
    // An address that was named and is wrong counts as named: one error tells enough.
    Optional<String> address =
        fields.read(json -> address(json.string("callback_url"), reach), Optional.of(""));
    Optional<String> secrets =
        fields.read(json -> secrets(json.string("callback_secret")), Optional.<String>empty());
    if (secrets.isPresent() && address.isEmpty()) {
      fields.refuse("callback_secret", "needs an address to call back; name one in callback_url");
    }
    return address.map(wanted -> new Callback(wanted, secrets));
  }

  private static Optional<String> address(Optional<String> given, Reach reach)
      throws JsonException {
    if (given.isPresent()) {
      try {
        Destination.of(given.get(), reach);
      } catch (InvalidDestinationException e) {
        throw new JsonException("callback_url", String.valueOf(e.getMessage()));
      }
    }
    return given;
  }

  private static Optional<String> secrets(Optional<String> given) throws JsonException {
    if (given.isPresent() && !WebhookSecrets.areSecrets(given.get())) {
      throw new JsonException(
          "callback_secret",
          "must be whsec_ and 24 to 64 bytes in base64, or up to %d of them with blanks between"
              .formatted(WebhookSecrets.MOST));
    }
    return given;
  }

  private static OptionalInt speakers(Fields fields, String field) {
    OptionalLong number =
        fields.read(
            json -> json.wholeNumber(field, 1, SubtitleSettings.MOST_SPEAKERS),
            OptionalLong.empty());
    return number.isPresent()
        ? OptionalInt.of(Math.toIntExact(number.getAsLong()))
        : OptionalInt.empty();
  }

  private static Optional<String> language(Optional<String> given) throws JsonException {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> known = Languages.find(given.get());
    if (known.isEmpty()) {
      throw new JsonException(
          "language",
          "is not a language that can be transcribed; write it like en-US, de-DE or pt-BR, or leave"
              + " it out to have it recognised");
    }
    return known;
  }

  private static Optional<String> hash(Optional<String> given) throws JsonException {
    if (given.isPresent() && !isHash(given.get())) {
      throw new JsonException(
          "video_hash", "must be the file's SHA-256, %d hexadecimal digits".formatted(HASH_DIGITS));
    }
    return given.map(digits -> digits.toLowerCase(Locale.ROOT));
  }

  private static boolean isHash(String text) {
    return text.length() == HASH_DIGITS
        && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }
}
