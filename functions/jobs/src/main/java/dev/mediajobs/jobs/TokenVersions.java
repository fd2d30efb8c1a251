package dev.mediajobs.jobs;

/**
 * Which tokens of a job are valid; counting a version up revokes the older ones.
 *
 * @param owner the version that the owner's token carries
 * @param shared the version that the token of the share link carries
 */
public record TokenVersions(int owner, int shared) {

  static final TokenVersions FIRST = new TokenVersions(1, 1);

  TokenVersions withoutShared() {
    return new TokenVersions(owner, shared + 1);
  }
}
