package dev.mediajobs.jobs;

/**
 * Why a job failed, for its owner.
 *
 * @param code a stable word for programs, such as {@code no_audio}
 * @param message a sentence for people that says what to do; no technical detail
 */
public record Failure(String code, String message) {}
