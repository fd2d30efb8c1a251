/**
 * The one way in which the functions read and write small JSON texts. Large documents, such as
 * transcripts, are streamed by whoever owns their format.
 */
@NullMarked
package dev.mediajobs.json;

import org.jspecify.annotations.NullMarked;
