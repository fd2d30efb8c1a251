/**
 * The API whole, over HTTP and on the embedded stack. The workers rest, so that each test decides
 * itself what becomes of a job; what workers do is tested elsewhere.
 */
@NullMarked
package dev.mediajobs.local.api;

import org.jspecify.annotations.NullMarked;
