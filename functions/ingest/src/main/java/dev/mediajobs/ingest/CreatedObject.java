package dev.mediajobs.ingest;

import dev.mediajobs.jobs.InboxObject;
import dev.mediajobs.jobs.JobId;

/**
 * An object that somebody put into the inbox, as S3 tells of it.
 *
 * @param key its key
 * @param entityTag its ETag without quotes
 * @param sequencer tells it from all others that are put under the same key, and orders them; empty
 *     from stores that give none
 */
record CreatedObject(InboxKey key, String entityTag, String sequencer) {

  /** The object itself. */
  InboxObject object() {
    return new InboxObject(key.value(), entityTag, sequencer);
  }

  /** The one job that is made of it, however often S3 tells of it. */
  JobId job() {
    return JobId.following(
        String.join("\n", key.value(), sequencer.isEmpty() ? entityTag : sequencer));
  }
}
