package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A media file that a signed-in user keeps in a project, until the user deletes it. It is uploaded,
 * or a job has made it of another one.
 *
 * @param place its project, which the user's client has chosen, and its own name
 * @param owner the user
 * @param key its object in the media bucket
 * @param filename the name its owner gave it, or the one that its job did
 * @param sizeBytes the size of its object
 * @param contentType the media type that it was announced with; never trusted
 * @param multipart how it is uploaded in parts; empty when it is one PUT or was made by a job
 * @param createdAt when leave to upload it was given, or its job was completed
 * @param state where it stands
 * @param facts what a look into it has told; empty while nobody has looked
 * @param madeBy the job that made it; empty when it was uploaded
 * @param work the jobs that have been made of it; all that have not ended are among them
 */
public record Asset(
    ProjectAsset place,
    Owner owner,
    String key,
    String filename,
    long sizeBytes,
    String contentType,
    Optional<Upload.Multipart> multipart,
    Instant createdAt,
    State state,
    Optional<AssetFacts> facts,
    Optional<JobId> madeBy,
    List<JobId> work)
    implements Incoming {

  /** How long leave to upload lasts. */
  public static final Duration LEAVE = Upload.LIFETIME;

  private static final String KEY_PREFIX = "assets/";

  /** Where an asset stands. */
  public enum State {
    /** Its file has not arrived yet. */
    UPLOADING("uploading"),
    /** Its file is there. */
    READY("ready"),
    /** Its file is there and is no recording that can be read. */
    FAILED("failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** The spelling in rows and on the wire. */
    public String text() {
      return text;
    }

    /**
     * The state spelled {@code text}.
     *
     * @throws IllegalArgumentException when there is none
     */
    static State of(String text) {
      for (State state : values()) {
        if (state.text.equals(text)) {
          return state;
        }
      }
      throw new IllegalArgumentException("no asset is " + text);
    }
  }

  /** Keeps a copy. */
  public Asset {
    work = List.copyOf(work);
  }

  /** One whose file is to arrive under {@link #uploadKey}. */
  public static Asset announced(
      ProjectAsset place,
      Owner owner,
      String filename,
      long sizeBytes,
      String contentType,
      Optional<Upload.Multipart> multipart,
      Instant now) {
    return new Asset(
        place,
        owner,
        uploadKey(place.asset()),
        filename,
        sizeBytes,
        contentType,
        multipart,
        now,
        State.UPLOADING,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The asset's name as text. */
  @Override
  public String id() {
    return place.asset().toString();
  }

  @Override
  public Instant expiresAt() {
    return createdAt.plus(LEAVE);
  }

  /** Whether it is gone for every reader at {@code now}: nobody has uploaded it in time. */
  public boolean isExpiredAt(Instant now) {
    return state == State.UPLOADING && !now.isBefore(expiresAt());
  }

  /** Whether it is known to hold no sound. */
  public boolean isSilent() {
    return state == State.FAILED || facts.filter(known -> !known.hasAudio()).isPresent();
  }

  /** What a job is to work on that is made of it. */
  public Source source() {
    return Source.ofAsset(place, key, filename, sizeBytes);
  }

  /** What the keys of all objects of the asset called {@code id} begin with, and no others. */
  public static String prefixOf(UUID id) {
    return "%s%s/".formatted(KEY_PREFIX, id);
  }

  /** The key under which the file of the asset called {@code id} arrives. */
  public static String uploadKey(UUID id) {
    return prefixOf(id) + "source";
  }

  /**
   * The assets that come into being as a job is completed; none when it makes none.
   *
   * @throws IllegalStateException when the files of the result do not lie where those of an asset
   *     do; see {@link Products}
   */
  static List<Asset> producedBy(Job before, Job after) {
    if (before.status() == JobStatus.COMPLETED
        || after.source().asset().isEmpty()
        || after.owner().isEmpty()
        || !(after.result().orElse(null) instanceof CleanedResult cleaned)) {
      return List.of();
    }
    return Arrays.stream(Product.values())
        .flatMap(
            product ->
                product.in(cleaned).map(file -> produced(after, product, cleaned, file)).stream())
        .toList();
  }

  private static Asset produced(Job job, Product product, CleanedResult result, ResultFile file) {
    return new Asset(
        new ProjectAsset(job.source().asset().orElseThrow().project(), product.assetOf(job.id())),
        job.owner().orElseThrow(),
        product.key(job.id(), result, file),
        productName(job.source().filename(), file.name()),
        file.bytes(),
        file.contentType(),
        Optional.empty(),
        job.times().completed().orElseThrow(),
        State.READY,
        Optional.of(new AssetFacts(true, Optional.of(result.duration()))),
        Optional.of(job.id()),
        List.of());
  }

  /** {@code interview.mp4} becomes {@code interview (cleaned).m4a}. */
  private static String productName(String source, String file) {
    int dot = source.lastIndexOf('.');
    String stem = dot > 0 ? source.substring(0, dot) : source;
    int ending = file.lastIndexOf('.');
    return stem + " (cleaned)" + (ending < 0 ? "" : file.substring(ending));
  }
}
