package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Mapping;

/**
 * One resource as the template declares it, functions not yet evaluated.
 *
 * @param logicalId its name in the template
 * @param type such as {@code AWS::SQS::Queue}
 * @param properties its properties, with what Globals says merged in
 * @param location where it begins
 */
public record Resource(String logicalId, String type, Mapping properties, Location location) {}
