package dev.mediajobs.jobs;

/**
 * What the owner wishes of a noise removal.
 *
 * @param withVideo whether a recording with a picture is to come back with its picture as well
 */
public record NoiseRemovalSettings(boolean withVideo) implements Settings {

  @Override
  public JobType type() {
    return JobType.NOISE_REMOVAL;
  }
}
