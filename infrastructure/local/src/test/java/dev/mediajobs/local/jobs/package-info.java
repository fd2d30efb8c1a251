/** The jobs library on a real table. */
@NullMarked
package dev.mediajobs.local.jobs;

import org.jspecify.annotations.NullMarked;
