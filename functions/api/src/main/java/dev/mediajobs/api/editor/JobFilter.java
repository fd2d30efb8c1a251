package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.ProjectAsset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of a user's jobs are asked for; what is empty does not matter.
 *
 * @param project of this project only
 * @param status in this status only
 * @param type of this type only
 */
record JobFilter(Optional<UUID> project, Optional<WireStatus> status, Optional<JobType> type) {

  private static final List<JobType> TYPES =
      List.of(JobType.NOISE_REMOVAL, JobType.SUBTITLE_GENERATION);

  /**
   * What the query says.
   *
   * @throws Refusal when one of its values makes no sense
   */
  static JobFilter of(Request request) throws Refusal {
    return new JobFilter(Ids.inQuery(request, "projectId"), status(request), type(request));
  }

  boolean passes(Job job) {
    Optional<UUID> actual = job.source().asset().map(ProjectAsset::project);
    return (project.isEmpty() || project.equals(actual))
        && status.filter(wanted -> wanted != WireStatus.of(job.status())).isEmpty()
        && type.filter(wanted -> wanted != job.type()).isEmpty();
  }

  private static Optional<WireStatus> status(Request request) throws Refusal {
    Optional<String> text = request.query("status");
    Optional<WireStatus> status = text.flatMap(WireStatus::parse);
    if (text.isPresent() && status.isEmpty()) {
      throw Ids.refused("status must be one of pending, processing, completed, failed.");
    }
    return status;
  }

  private static Optional<JobType> type(Request request) throws Refusal {
    Optional<String> text = request.query("type");
    Optional<JobType> type =
        text.flatMap(
            wanted -> TYPES.stream().filter(known -> known.text().equals(wanted)).findFirst());
    if (text.isPresent() && type.isEmpty()) {
      throw Ids.refused("type must be one of noise-removal, subtitle-generation.");
    }
    return type;
  }
}
