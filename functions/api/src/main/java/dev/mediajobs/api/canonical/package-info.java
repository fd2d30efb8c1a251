/**
 * The canonical contract under {@code /api/jobs}: its paths, field names and the shape of its
 * answers. Whatever another contract would need too lives in {@code dev.mediajobs.api.jobs}.
 */
@NullMarked
package dev.mediajobs.api.canonical;

import org.jspecify.annotations.NullMarked;
