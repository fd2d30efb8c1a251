package dev.mediajobs.jobs;

/** What the owner of a job wishes of it, besides what its source says. */
public sealed interface Settings permits SubtitleSettings, NoiseRemovalSettings, SpeechSettings {

  /** The type of job that such wishes make sense for. */
  JobType type();
}
