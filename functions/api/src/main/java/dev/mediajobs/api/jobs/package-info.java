/**
 * What every contract needs of jobs: submitting, opening with a token, handing out results. No
 * path, field name or status code of a particular contract belongs here.
 */
@NullMarked
package dev.mediajobs.api.jobs;

import org.jspecify.annotations.NullMarked;
