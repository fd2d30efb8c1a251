/**
 * Speech recognition of the local stack: recorded speech becomes words with times, and turns with
 * speakers. Nothing here knows AWS, its formats or its protocols.
 */
@NullMarked
package dev.mediajobs.local.speech;

import org.jspecify.annotations.NullMarked;
