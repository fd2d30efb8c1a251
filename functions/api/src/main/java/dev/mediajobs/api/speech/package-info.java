/**
 * The contract of speech jobs, {@code /api/v1/jobs}: its paths, the spelling of its fields and the
 * shape of its errors. What speaks, and how, is no business of this package.
 */
@NullMarked
package dev.mediajobs.api.speech;

import org.jspecify.annotations.NullMarked;
