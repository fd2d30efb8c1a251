package dev.mediajobs.api.uploads;

/**
 * A part that lies in the bucket.
 *
 * @param number counts from 1
 * @param etag what S3 calls its content, in quotes
 * @param sizeBytes its size
 */
public record StoredPart(int number, String etag, long sizeBytes) {}
