/**
 * The pipeline that speaks scripts: its steps in order, and what their failures mean for the owner
 * of a job. How sound is made belongs to the package that speaks.
 */
@NullMarked
package dev.mediajobs.worker.speaking;

import org.jspecify.annotations.NullMarked;
