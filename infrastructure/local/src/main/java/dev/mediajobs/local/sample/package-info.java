/**
 * The sample recording: a dialogue that is spoken by synthetic voices, drawn and encoded by one
 * program. Nothing of the stack or of the functions belongs here; they only get to see the finished
 * file.
 */
@NullMarked
package dev.mediajobs.local.sample;

import org.jspecify.annotations.NullMarked;
