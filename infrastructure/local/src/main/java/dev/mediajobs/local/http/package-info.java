/**
 * An HTTP API as API Gateway runs it: routes, payload format 2.0, CORS, IAM and limits in front of
 * functions. What the functions answer is theirs.
 */
@NullMarked
package dev.mediajobs.local.http;

import org.jspecify.annotations.NullMarked;
