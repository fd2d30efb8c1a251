package dev.mediajobs.local.cli.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person asks of a job.
 *
 * @param language the language spoken (a BCP 47 code such as en-US); empty lets it be recognised
 * @param speakers how many people speak; empty lets them be counted
 * @param denoise whether background noise is taken away before anybody listens
 */
public record JobSettings(Optional<String> language, OptionalInt speakers, boolean denoise) {}
