/**
 * Amazon Transcribe for the local stack: its JSON 1.1 protocol, checks, job states, output document
 * and event, with a recogniser that does the work for real. How speech is recognised belongs to the
 * package speech, and what happens to an event to the stack.
 */
@NullMarked
package dev.mediajobs.local.transcribe;

import org.jspecify.annotations.NullMarked;
