package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * A link that opens a job to whoever has it.
 *
 * @param url the link; it holds a secret
 * @param answer everything that the endpoint said
 */
public record ShareLink(URI url, JsonNode answer) {}
