/**
 * The contract of an editor: signed-in users, their projects and assets, and jobs made of those.
 * Whatever belongs to somebody else is answered like what does not exist.
 */
@NullMarked
package dev.mediajobs.api.editor;

import org.jspecify.annotations.NullMarked;
