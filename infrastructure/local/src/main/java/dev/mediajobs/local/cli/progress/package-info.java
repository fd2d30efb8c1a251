/**
 * How the progress of an upload or a job is shown: a redrawn bar on a terminal, lines in a log,
 * JSON for a program. Only looks live here; nothing in this package asks anyone for progress.
 */
@NullMarked
package dev.mediajobs.local.cli.progress;

import org.jspecify.annotations.NullMarked;
