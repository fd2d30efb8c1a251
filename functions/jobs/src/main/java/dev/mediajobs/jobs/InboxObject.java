package dev.mediajobs.jobs;

/**
 * An object that somebody put into the inbox of the media bucket, as it was when a job was made of
 * it. It stays theirs: nobody here changes or deletes it.
 *
 * @param key its key
 * @param entityTag its ETag without quotes; another one means that another object has taken its
 *     place
 * @param sequencer hexadecimal digits that S3 gives to each object that is put under one key, and
 *     to no other; empty from stores that give none
 */
public record InboxObject(String key, String entityTag, String sequencer) {}
