/**
 * Who calls: verifies the signed tokens of the one issuer that signs people in. What somebody may
 * do, and the tokens that open single jobs, are no business of this package.
 */
@NullMarked
package dev.mediajobs.api.identity;

import org.jspecify.annotations.NullMarked;
