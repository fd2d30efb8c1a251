package dev.mediajobs.api.http;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name, dotted when it lies deeper
 * @param problem what is wrong and what it should be, to be read after the name
 */
public record FieldError(String field, String problem) {}
