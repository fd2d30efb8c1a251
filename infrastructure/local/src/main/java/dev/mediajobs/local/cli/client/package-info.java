/**
 * A client of the jobs API: uploads a file of any size, submits it, follows the job and fetches its
 * subtitles. It knows HTTP and JSON, but neither terminals nor exit codes, and works against any
 * endpoint, local or deployed.
 */
@NullMarked
package dev.mediajobs.local.cli.client;

import org.jspecify.annotations.NullMarked;
