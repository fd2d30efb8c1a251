package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.SubtitleResult;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes under {@code /api/ai}. */
public final class EditorJobsContract implements Contract {

  /** The most jobs of a list whose subtitles are part of it; of older ones they are asked for. */
  private interface FormReader {
    JobForm read(Request request) throws Refusal;
  }

  private static final int MOST_WITH_SUBTITLES = 20;

  private final Users users;
  private final AssetJobs jobs;
  private final Segments segments;
  private final long mostListedBytes;
  private final Clock clock;

  /**
   * Over these jobs.
   *
   * @param mostListedBytes up to which size of their files subtitles are part of a list
   */
  public EditorJobsContract(
      Users users, AssetJobs jobs, Segments segments, long mostListedBytes, Clock clock) {
    this.users = users;
    this.jobs = jobs;
    this.segments = segments;
    this.mostListedBytes = mostListedBytes;
    this.clock = clock;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "POST /api/ai/noise-removal",
        request ->
            begin(
                request, JobForm::ofNoiseRemoval, "Cannot remove noise from assets without audio"),
        "POST /api/ai/subtitle-generation",
        request ->
            begin(
                request,
                JobForm::ofSubtitles,
                "Cannot generate subtitles from assets without audio"),
        "GET /api/ai/jobs",
        this::list,
        "GET /api/ai/jobs/{jobId}",
        this::find);
  }

  @Override
  public Answer spell(Problem problem) {
    return Envelope.of(problem);
  }

  private Answer begin(Request request, FormReader reader, String silent) throws Refusal {
    Owner owner = users.of(request);
    JobForm form = reader.read(request);
    Job job = jobs.begin(owner, form.place(), form.settings(), silent);
    Instant now = clock.instant();
    return Envelope.of(201, json -> EditorJobJson.writeField(job, Optional.empty(), now, json))
        .with("location", "/api/ai/jobs/" + job.id());
  }

  private Answer find(Request request) throws Refusal {
    Owner owner = users.of(request);
    Job job = jobs.find(owner, new JobId(Ids.inPath(request, "jobId")));
    Optional<List<Segment>> made = subtitles(job).map(segments::of);
    Instant now = clock.instant();
    return Envelope.of(200, json -> EditorJobJson.writeField(job, made, now, json));
  }

  private Answer list(Request request) throws Refusal {
    Owner owner = users.of(request);
    JobFilter filter = JobFilter.of(request);
    List<Job> found = jobs.of(owner).stream().filter(filter::passes).toList();
    Map<JobId, List<Segment>> made = madeBy(found);
    Instant now = clock.instant();
    return Envelope.of(
        200,
        json -> {
          json.writeArrayFieldStart("jobs");
          for (Job job : found) {
            EditorJobJson.writeListed(job, Optional.ofNullable(made.get(job.id())), now, json);
          }
          json.writeEndArray();
        });
  }

  /** The subtitles of the newest jobs, as far as they are small together. */
  private Map<JobId, List<Segment>> madeBy(List<Job> found) {
    Map<JobId, List<Segment>> made = new HashMap<>();
    long left = mostListedBytes;
    for (Job job : found) {
      Optional<SubtitleResult> result = subtitles(job);
      if (result.isEmpty()) {
        continue;
      }
      left -= result.get().totalBytes();
      if (left < 0 || made.size() == MOST_WITH_SUBTITLES) {
        break;
      }
      made.put(job.id(), segments.of(result.get()));
    }
    return made;
  }

  private static Optional<SubtitleResult> subtitles(Job job) {
    return job.result()
        .flatMap(
            result -> result instanceof SubtitleResult made ? Optional.of(made) : Optional.empty());
  }
}
