package dev.mediajobs.local.cli.client;

/**
 * A file that the endpoint has in full.
 *
 * @param source the file here
 * @param key its name there
 */
public record UploadedFile(SourceFile source, String key) {}
