/**
 * Signs developers in: an issuer of tokens on this machine that asks for no password. It stands in
 * for Cognito or any other issuer, and knows nothing of the API that its tokens are for.
 */
@NullMarked
package dev.mediajobs.local.identity;

import org.jspecify.annotations.NullMarked;
